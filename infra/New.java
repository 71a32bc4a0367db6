import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a new project from the skeleton beside this file, without the network.
 *
 * <pre>
 * java infra/New.java ../hotel org.acme.hotel hotel
 * </pre>
 */
class New {
    private static final Path INFRA =
            Path.of(System.getProperty("jdk.launcher.sourcefile", "infra/New.java")).toAbsolutePath().getParent();
    private static final Path ROOT = INFRA.getParent();
    private static final Path SKELETON = INFRA.resolve("skeleton");

    private static final String SKELETON_PACKAGE = "com.example.app";
    private static final String SKELETON_GROUP = "com.example";
    private static final String SKELETON_NAME = "skeleton";

    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final List<String> WRAPPER =
            List.of("mvnw", "mvnw.cmd", ".mvn/maven.config", ".mvn/wrapper/maven-wrapper.properties");

    public static void main(String[] args) throws IOException {
        if (!Files.isDirectory(SKELETON)) {
            stop("there is no skeleton at " + SKELETON + ": run this from the root of a clone of Daybook");
        }
        if (args.length != 3) {
            stop("usage: java infra/New.java <folder> <package> <name>, such as ../hotel org.acme.hotel hotel");
        }
        var folder = Path.of(args[0]).toAbsolutePath().normalize();
        var javaPackage = args[1];
        var name = args[2];
        if (!PACKAGE.matcher(javaPackage).matches() || isReserved(javaPackage)) {
            stop("the package must be like org.acme.hotel, in lower case, without Java's keywords, and not io.daybook: "
                    + javaPackage);
        }
        if (!NAME.matcher(name).matches()) {
            stop("the name must be 1..40 characters of a-z 0-9 -, beginning with a letter: " + name);
        }
        if (Files.exists(folder) && !isEmptyDirectory(folder)) {
            stop("the folder exists and is not empty: " + folder);
        }
        try (var files = Files.walk(SKELETON)) {
            for (var file : files.filter(Files::isRegularFile).filter(New::isSource).toList()) {
                copy(file, folder, javaPackage, name);
            }
        }
        for (var file : WRAPPER) {
            var target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(ROOT.resolve(file), target);
        }
        folder.resolve("mvnw").toFile().setExecutable(true);
        System.out.println("Made " + folder + ". Next: cd there, then ./mvnw quarkus:dev or ./mvnw verify");
    }

    private static void copy(Path file, Path folder, String javaPackage, String name) throws IOException {
        var relative = SKELETON.relativize(file).toString().replace('\\', '/');
        var target = folder.resolve(relative.replace(SKELETON_PACKAGE.replace('.', '/'), javaPackage.replace('.', '/')));
        Files.createDirectories(target.getParent());
        var text = Files.readString(file, StandardCharsets.UTF_8)
                .replace(SKELETON_PACKAGE, javaPackage)
                .replace("<groupId>" + SKELETON_GROUP + "</groupId>", "<groupId>" + javaPackage + "</groupId>")
                .replace("<artifactId>" + SKELETON_NAME + "</artifactId>", "<artifactId>" + name + "</artifactId>")
                .replace("# " + SKELETON_NAME + "\n", "# " + name + "\n")
                .replace("\"" + SKELETON_NAME + "-", "\"" + name + "-")
                .replace("application=" + SKELETON_NAME, "application=" + name)
                .replace("Description: " + SKELETON_NAME + " ", "Description: " + name + " ");
        Files.writeString(target, file.toString().endsWith(".java") ? withSortedImports(text) : text, StandardCharsets.UTF_8);
    }

    /** Sorts the imports again, because the build checks their order, and another package may sort differently. */
    private static String withSortedImports(String source) {
        var lines = new ArrayList<>(source.lines().toList());
        int from = 0;
        while (from < lines.size() && !isImport(lines.get(from))) {
            from++;
        }
        int to = from;
        while (to < lines.size() && isImport(lines.get(to))) {
            to++;
        }
        lines.subList(from, to).sort(Comparator.comparing(line -> line.replace(";", "")));
        return String.join("\n", lines) + "\n";
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ") && !line.startsWith("import static ");
    }

    /** Whether a file belongs to the skeleton and was not left there by a build of it. */
    private static boolean isSource(Path file) {
        return !SKELETON.relativize(file).startsWith("target");
    }

    private static boolean isReserved(String javaPackage) {
        return (javaPackage + ".").startsWith("io.daybook.")
                || Stream.of(javaPackage.split("\\.")).anyMatch(javax.lang.model.SourceVersion::isKeyword);
    }

    private static boolean isEmptyDirectory(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void stop(String reason) {
        System.err.println(reason);
        System.exit(2);
    }
}
