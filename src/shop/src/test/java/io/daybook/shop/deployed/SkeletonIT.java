package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.shop.ShopForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new user's first minutes: a project is made from the skeleton, depends on the artifacts of this build alone, and its
 * test command works at once: it builds, runs its tests, starts its packaged application and sends it a command.
 */
class SkeletonIT {
    private static final Path ROOT = ShopForTests.REPOSITORY.toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("it.version");
    private static final int MINUTES_MAX = 10;

    /** What an application uses, directly or through its parent, by the module that makes it. */
    private static final List<Path> POMS = List.of(ROOT, ROOT.resolve("src/parent"));

    private static final List<String> MODULES = List.of("dynamodb-local", "framework", "testing", "laptop");

    @TempDir
    Path temporary;

    @Test
    void a_project_made_from_the_skeleton_passes_its_own_test_command() throws Exception {
        var repository = temporary.resolve("repository");
        for (var directory : POMS) {
            install(directory, repository);
        }
        for (var module : MODULES) {
            install(ROOT.resolve("src").resolve(module), repository);
        }
        var project = temporary.resolve("hotel");
        run(ROOT, java(), "infra/New.java", project.toString(), "org.acme.hotel", "hotel");
        var output = run(
                project,
                project.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-o",
                "verify",
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail=" + System.getProperty("it.local-repository"));
        assertThat(output)
                .contains("Running org.acme.hotel.TasksOverHttpTest", "Running org.acme.hotel.PackagedIT")
                .contains("BUILD SUCCESS");
        assertThat(entries(project.resolve("target/function.zip")))
                // Quarkus puts a word before the name of a jar that it changed.
                .anyMatch(entry -> entry.endsWith("io.daybook.daybook-" + VERSION + ".jar"))
                .noneMatch(entry -> entry.contains("daybook-laptop")
                        || entry.contains("dynamodb-local")
                        || entry.contains("DynamoDBLocal")
                        || entry.contains("snakeyaml")
                        || entry.contains("jetty")
                        || entry.contains("nimbus")
                        || entry.contains("netty")
                        || entry.contains("io/daybook/laptop"));
    }

    /** As {@code mvn install} lays it out. */
    private static void install(Path directory, Path repository) throws IOException {
        var pom = Files.readString(directory.resolve("pom.xml"));
        // The first artifact id is the parent's, where there is one.
        var ids = pom.replaceFirst("(?s)<parent>.*?</parent>", "").split("<artifactId>", 2)[1];
        var id = ids.substring(0, ids.indexOf('<'));
        var target = repository.resolve("io/daybook").resolve(id).resolve(VERSION);
        Files.createDirectories(target);
        Files.writeString(target.resolve(id + "-" + VERSION + ".pom"), pom);
        var jar = directory.resolve("target").resolve(id + "-" + VERSION + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, target.resolve(jar.getFileName()));
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String run(Path directory, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(temporary, "run-", ".log");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Maven lives for a minute here, and most of what it runs, it runs once.
        builder.environment().put("MAVEN_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        var process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        var text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    private static List<String> entries(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }
}
