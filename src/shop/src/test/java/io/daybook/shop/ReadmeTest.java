package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.laptop.LocalRuntime;
import io.daybook.testtools.Http;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is so: its tour is taken, and its code stands in the sources. */
@QuarkusTest
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    LocalRuntime runtime;

    @Test
    void its_tour_gives_the_answers_that_it_shows() throws IOException {
        var lines = blocks("console").stream().flatMap(String::lines).toList();
        assertThat(lines).hasSizeGreaterThan(10);
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(lines.get(i)).startsWith("$ curl ");
            var answer = curl(lines.get(i).substring("$ curl ".length()));
            assertThat(JSON.readTree(masked(answer)))
                    .as(lines.get(i))
                    .isEqualTo(JSON.readTree(masked(lines.get(i + 1))));
        }
    }

    @Test
    void its_code_stands_in_the_sources() throws IOException {
        var sources = new ArrayList<String>();
        try (var files = Files.walk(ShopForTests.REPOSITORY.resolve("src"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                sources.add(withoutSpace(Files.readString(file)));
            }
        }
        assertThat(blocks("java"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(sources).anyMatch(source -> source.contains(withoutSpace(block))));
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(ShopForTests.REPOSITORY.resolve("README.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** As much of curl as the README uses. */
    private String curl(String arguments) {
        var words = WORD.matcher(arguments)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
        String path = "";
        String body = "";
        var headers = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-H" -> headers.addAll(List.of(words.get(++i).split(": ", 2)));
                case "--json" -> body = words.get(++i);
                default -> path = words.get(i).replace("localhost:8080", "");
            }
        }
        var http = new Http(runtime.httpPort());
        var answer = body.isEmpty()
                ? http.getUpToDate(path, headers.toArray(String[]::new))
                : http.post(path, body, headers.toArray(String[]::new));
        return answer.response().body();
    }

    private static String masked(String answer) {
        return TIME.matcher(UUID.matcher(answer).replaceAll("<uuid>")).replaceAll("<time>");
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
