package io.daybook.shop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Daybook knows no application. Nothing of the other modules, tests and resources included, names the shop: its package,
 * its artifact, its events, its paths, its streams. Words that are plain English, such as "order", name nothing.
 */
final class ShopIsNamedNowhereElseTest {
    private static final Path SOURCES = ShopForTests.REPOSITORY.resolve("src");
    private static final Path INFRA = ShopForTests.REPOSITORY.resolve("infra");
    private static final Set<String> BUILT = Set.of("target", ".git", ".idea");

    private static final Map<String, Pattern> NAMES = names();

    @Test
    void no_other_module_names_the_shop() throws IOException {
        var places = new ArrayList<Path>();
        try (var modules = Files.list(SOURCES)) {
            modules.filter(module -> !module.endsWith("shop")).sorted().forEach(places::add);
        }
        Stream.of("skeleton", "New.java")
                .map(INFRA::resolve)
                .filter(Files::exists)
                .forEach(places::add);
        var found = new ArrayList<String>();
        for (var place : places) {
            found.addAll(namedIn(place));
        }
        assertThat(found).as("%d places that name the shop", found.size()).isEmpty();
    }

    /** A name that is not found where it is at home would not be found elsewhere either. */
    @Test
    void every_name_is_found_where_the_shop_is_at_home() throws IOException {
        var found = String.join("\n", namedIn(SOURCES.resolve("shop"))) + String.join("\n", namedIn(INFRA));
        assertThat(NAMES.keySet()).isNotEmpty().allMatch(name -> found.contains(" names " + name));
    }

    /** What to look for, by what it is. */
    private static Map<String, Pattern> names() {
        var names = new TreeMap<String, Pattern>();
        names.put("the package io.daybook.shop", Pattern.compile("io[./]daybook[./]shop\\b"));
        names.put("the artifact daybook-shop", Pattern.compile("\\bdaybook-shop\\b"));
        for (var aggregate : ShopForTests.MODEL.aggregates()) {
            var category = aggregate.category();
            category.events()
                    .all()
                    .forEach(type ->
                            names.put("the event " + type.name(), Pattern.compile("\\b" + type.name() + "\\b")));
            names.put("streams of " + category.name(), streams(category.name()));
            aggregate.collection().ifPresent(collection -> names.put("the path of " + collection, path(collection)));
        }
        ShopForTests.MODEL
                .readModels()
                .forEach(model -> names.put("the path of " + model.collection(), path(model.collection())));
        ShopForTests.MODEL.tallies().forEach(tally -> names.put("the path of " + tally.name(), path(tally.name())));
        return names;
    }

    /**
     * {@code account-a1} where a string, a part of a path or key, or a list begins, or {@code new StreamName("account"}; but
     * neither "user-friendly" in a text, nor the header {@code user-agent}.
     */
    private static Pattern streams(String category) {
        return Pattern.compile("[\"'/#:=,\\[]" + category + "-(?!agent\\b)|StreamName\\(\\s*\"" + category + "\"");
    }

    /** With a slash on one side, and on the other one what ends or begins a path. */
    private static Pattern path(String collection) {
        return Pattern.compile("/" + collection + "(?=[\"'`/?#\\s]|$)|[\"'`]" + collection + "/");
    }

    private static List<String> namedIn(Path place) throws IOException {
        var found = new ArrayList<String>();
        for (var file : filesOf(place)) {
            // Whatever it holds: each byte is a character, and names are of ASCII.
            var lines = Files.readString(file, ISO_8859_1).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                var at = ShopForTests.REPOSITORY.relativize(file) + ":" + (i + 1);
                NAMES.forEach((name, pattern) -> {
                    if (pattern.matcher(line).find()) {
                        found.add(at + " names " + name);
                    }
                });
            }
        }
        return found;
    }

    private static List<Path> filesOf(Path place) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return BUILT.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
