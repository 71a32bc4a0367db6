package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the repository cite only what is there: files, headings, code. */
final class DocumentsTest {
    private static final Set<String> BUILT = Set.of("target", ".git", ".idea", "node_modules");

    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)\\s#]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern PAGE = Pattern.compile("\\b(?:docs|infra)/[\\w./-]+\\.md\\b");

    private static final Pattern CLASS = Pattern.compile("`((?:kernel|adapter|runtime|shop)/[a-z/]*[A-Z]\\w+)`");

    private static final Pattern ENTRY = Pattern.compile("^\\| \\[?([\\w, ]+)[^|]* \\| [A-Z\"]", Pattern.MULTILINE);

    private static final Path DECISIONS = ShopForTests.REPOSITORY.resolve("docs/adr");
    private static final Pattern DATED =
            Pattern.compile("# .+\\n\\nDate: \\d{4}-\\d\\d-\\d\\d\\. Status: (accepted|superseded)");

    @Test
    void every_link_leads_to_a_file_and_a_heading_of_the_repository() throws IOException {
        var broken = new ArrayList<String>();
        int links = 0;
        for (var page : files(".md")) {
            var text = FENCED.matcher(Files.readString(page)).replaceAll("");
            for (var link : LINK.matcher(text).results().toList()) {
                links++;
                if (!leadsSomewhere(page, link)) {
                    broken.add(ShopForTests.REPOSITORY.relativize(page) + ": " + link.group());
                }
            }
        }
        assertThat(links).isGreaterThan(50);
        assertThat(broken).isEmpty();
    }

    @Test
    void sources_name_only_pages_that_are_there() throws IOException {
        var missing = new ArrayList<String>();
        for (var file : Stream.of(".java", ".yaml", ".properties", ".xml")
                .flatMap(DocumentsTest::filesOf)
                .toList()) {
            PAGE.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(page -> !Files.exists(ShopForTests.REPOSITORY.resolve(page)))
                    .forEach(page -> missing.add(file + " names " + page));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void code_on_a_page_is_in_the_sources() throws IOException {
        var sources = new ArrayList<String>();
        for (var file : files(".java")) {
            sources.add(withoutSpace(Files.readString(file)));
        }
        var blocks = new ArrayList<String>();
        for (var page : files(".md")) {
            JAVA.matcher(Files.readString(page)).results().forEach(block -> blocks.add(block.group(1)));
        }
        assertThat(blocks)
                .hasSizeGreaterThan(10)
                .allSatisfy(block ->
                        assertThat(sources).anyMatch(source -> parts(block).allMatch(source::contains)));
    }

    @Test
    void classes_that_a_page_names_with_their_package_are_there() throws IOException {
        var sources = files(".java").stream().map(Path::toString).toList();
        var missing = new ArrayList<String>();
        int named = 0;
        for (var page : files(".md")) {
            for (var name : CLASS.matcher(Files.readString(page)).results().toList()) {
                named++;
                if (sources.stream().noneMatch(source -> source.endsWith("/io/daybook/" + name.group(1) + ".java"))) {
                    missing.add(page + " names " + name.group(1));
                }
            }
        }
        assertThat(named).isGreaterThan(10);
        assertThat(missing).isEmpty();
    }

    @Test
    void every_page_is_in_the_index() throws IOException {
        var index = Files.readString(ShopForTests.REPOSITORY.resolve("docs/README.md"));
        try (var pages = Files.list(ShopForTests.REPOSITORY.resolve("docs"))) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void every_decision_has_a_date_and_a_status_and_is_in_the_index_with_its_title() throws IOException {
        var index = Files.readString(DECISIONS.resolve("README.md"));
        try (var pages = Files.list(DECISIONS)) {
            for (var page : pages.filter(page -> !page.endsWith("README.md")).toList()) {
                var text = Files.readString(page);
                var title = text.lines().findFirst().orElseThrow().substring("# ".length());
                assertThat(text).as(page.toString()).containsPattern(Pattern.compile("\\A" + DATED));
                assertThat(index).contains("| [" + title + "](" + page.getFileName() + ") |");
            }
        }
    }

    @Test
    void the_readme_says_what_is_in_each_directory() throws IOException {
        var readme = Files.readString(ShopForTests.REPOSITORY.resolve("README.md"));
        var directories = new ArrayList<String>();
        for (var parent : List.of("", "src/")) {
            try (var children = Files.list(ShopForTests.REPOSITORY.resolve(parent))) {
                children.filter(Files::isDirectory)
                        .map(child -> child.getFileName().toString())
                        .filter(name -> !name.startsWith(".") && !BUILT.contains(name))
                        .forEach(name -> directories.add(parent + name));
            }
        }
        directories.remove("src");
        assertThat(directories)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(readme).contains("\n| `" + name + "` |"));
    }

    @Test
    void the_glossary_has_each_word_once_and_in_order() throws IOException {
        var glossary = Files.readString(ShopForTests.REPOSITORY.resolve("docs/glossary.md"));
        var words = ENTRY.matcher(glossary)
                .results()
                .map(entry -> entry.group(1).toLowerCase(Locale.ROOT))
                .toList();
        assertThat(words).hasSizeGreaterThan(50);
        assertThat(words).isEqualTo(List.copyOf(new TreeSet<>(words)));
    }

    private static boolean leadsSomewhere(Path page, MatchResult link) throws IOException {
        var target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        return Files.exists(target) && (link.group(2) == null || anchors(target).contains(link.group(2)));
    }

    /** As GitHub makes them of headings: lower case, without punctuation, with dashes for spaces. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** What an empty line separates may be apart in the source, but in the same one. */
    private static Stream<String> parts(String block) {
        return Stream.of(block.split("\\n\\s*\\n")).map(DocumentsTest::withoutSpace);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Stream<Path> filesOf(String ending) {
        try {
            return files(ending).stream();
        } catch (IOException e) {
            throw new AssertionError("the repository cannot be read", e);
        }
    }

    private static List<Path> files(String ending) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(ShopForTests.REPOSITORY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return BUILT.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(ending)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
