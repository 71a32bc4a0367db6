package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.laptop.LocalRuntime;
import io.daybook.testtools.Http;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Types what the pages show at a prompt: every command gets the answer that its page shows. Ids, times and hashes differ
 * from run to run, but what is the same in two answers is the same on the page, and what differs there differs here: the
 * answers of a page are those of one run.
 */
@QuarkusTest
class ReadmeTest {
    private static final Pattern CONSOLE = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BEGIN_OF_COMMAND = Pattern.compile("^\\$ curl ", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern OF_ONE_RUN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
                    + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"
                    + "|(?<=\"hash\":\")[\\w-]{43}");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    LocalRuntime runtime;

    /** What the last answer that was a token says; a reader keeps it in the variable of this name. */
    private String token = "";

    /** A command is one line, and its answer all lines up to the next command. */
    private record Step(String command, String answer) {}

    /** Names the ids, times and hashes of a run in the order in which its answers show them. */
    private static final class Run {
        private final Map<String, String> names = new HashMap<>();

        JsonNode masked(String answer) throws IOException {
            var named = OF_ONE_RUN
                    .matcher(answer)
                    .replaceAll(found -> names.computeIfAbsent(found.group(), _ -> "<" + names.size() + ">"));
            return JSON.readTree(TOKEN.matcher(named).replaceAll("\"token\":\"<token>\""));
        }
    }

    /** @param pages one tour, which a later page continues */
    @ParameterizedTest
    @CsvSource({"README.md docs/tour.md, 15", "docs/recipes.md, 6"})
    void a_tour_gives_the_answers_that_it_shows(String pages, int stepsMin) throws IOException {
        var steps = new ArrayList<Step>();
        for (var page : pages.split(" ")) {
            steps.addAll(steps(Files.readString(ShopForTests.REPOSITORY.resolve(page))));
        }
        assertThat(steps).hasSizeGreaterThan(stepsMin);
        var shown = new Run();
        var here = new Run();
        for (var step : steps) {
            assertThat(here.masked(curl(step.command()))).as(step.command()).isEqualTo(shown.masked(step.answer()));
        }
    }

    private static List<Step> steps(String page) {
        return CONSOLE.matcher(page)
                .results()
                .flatMap(block -> BEGIN_OF_COMMAND.splitAsStream(block.group(1)).filter(step -> !step.isBlank()))
                .map(step -> step.split("\n", 2))
                .map(step -> new Step(step[0], step[1]))
                .toList();
    }

    /** As much of curl as the pages use. */
    private String curl(String arguments) {
        var words = WORD.matcher(arguments)
                .results()
                .map(word -> Stream.of(word.group(1), word.group(2), word.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow()
                        .replace("$TOKEN", token))
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
        TOKEN.matcher(answer.response().body()).results().forEach(found -> token = found.group(1));
        return answer.response().body();
    }
}
