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

/** Takes the README's tour: every command gets the answer that the README shows. */
@QuarkusTest
class ReadmeTest {
    private static final Pattern CONSOLE = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BEGIN_OF_COMMAND = Pattern.compile("^\\$ curl ", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    LocalRuntime runtime;

    /** A command is one line, and its answer all lines up to the next command. */
    private record Step(String command, String answer) {}

    @Test
    void its_tour_gives_the_answers_that_it_shows() throws IOException {
        var steps = steps(Files.readString(ShopForTests.REPOSITORY.resolve("README.md")));
        assertThat(steps).hasSizeGreaterThan(10);
        for (var step : steps) {
            assertThat(JSON.readTree(masked(curl(step.command()))))
                    .as(step.command())
                    .isEqualTo(JSON.readTree(masked(step.answer())));
        }
    }

    private static List<Step> steps(String readme) {
        return CONSOLE.matcher(readme)
                .results()
                .flatMap(block -> BEGIN_OF_COMMAND.splitAsStream(block.group(1)).filter(step -> !step.isBlank()))
                .map(step -> step.split("\n", 2))
                .map(step -> new Step(step[0], step[1]))
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
}
