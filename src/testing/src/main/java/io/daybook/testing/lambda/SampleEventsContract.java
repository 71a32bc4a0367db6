package io.daybook.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Functions that run as on Lambda, on empty tables, give the answers that {@code infra/events} documents. The class
 * that extends this one says what is deployed. Failsafe runs it after the zip is packaged:
 *
 * <pre>{@code
 * class SampleEventsIT extends SampleEventsContract {
 *     @TempDir
 *     Path unpacked;
 *
 *     @Override
 *     protected LambdaPackage packageOf(DeployedFunction function) throws IOException {
 *         return Deployment.zip(unpacked.resolve(function.name()));
 *     }
 * }
 * }</pre>
 */
public abstract class SampleEventsContract {
    private Map<String, DeployedFunction> functions;
    private Deployment deployment;

    /** The package that a function is deployed from. */
    protected abstract LambdaPackage packageOf(DeployedFunction function) throws IOException;

    @BeforeEach
    void deploy() throws Exception {
        functions = Deployment.functions();
        var packages = new HashMap<String, LambdaPackage>();
        for (var function : functions.values()) {
            packages.put(function.name(), packageOf(function));
        }
        deployment = Deployment.on(packages);
    }

    @AfterEach
    void end() {
        deployment.close();
    }

    @Test
    void every_sample_event_gets_its_documented_answer() throws Exception {
        var processes = new HashMap<String, LambdaProcess>();
        var softly = new SoftAssertions();
        try {
            for (var sample : SampleEvent.all()) {
                if (!processes.containsKey(sample.function())) {
                    processes.put(sample.function(), deployment.start(function(sample.function())));
                }
                softly.assertThat(differences(sample, processes.get(sample.function())))
                        .as(sample.file())
                        .isEmpty();
            }
            for (var process : processes.values()) {
                // One sample is the record of a removed commit, which is reported as an error.
                var lines = process.output().lines().filter(line -> !line.contains("\"failure\":\"changed\""));
                softly.assertThat(lines.collect(Collectors.joining("\n")))
                        .doesNotContain("\"level\":\"WARN\"", "\"level\":\"ERROR\"", "Exception");
            }
        } finally {
            for (var process : processes.values()) {
                process.close();
            }
        }
        softly.assertAll();
    }

    @Test
    void an_event_of_another_kind_is_an_error_and_the_function_goes_on() throws Exception {
        for (var function : functions.values()) {
            try (var process = deployment.start(function)) {
                assertThat(process.invoke("[\"not\",\"an\",\"event\"]"))
                        .as(function.name())
                        .isInstanceOfSatisfying(
                                Reply.Failed.class,
                                failed -> assertThat(failed.type()).isNotEmpty());
                assertThat(process.invoke(
                                first(function.name(), any -> true).event().toString()))
                        .as(function.name())
                        .isInstanceOf(Reply.Answered.class);
            }
        }
    }

    @Test
    void the_template_alone_says_all_that_a_function_needs_to_start() throws Exception {
        for (var function : functions.values()) {
            var sample = first(function.name(), SampleEventsContract::needsNoTable);
            try (var process = deployment.startAsDeployed(function)) {
                assertThat(differences(sample, process)).as(sample.file()).isEmpty();
            }
        }
    }

    @Test
    void a_function_that_cannot_start_fails_its_first_invocation_and_says_why() throws Exception {
        var misconfigured = function("commands").with("DAYBOOK_CACHE_BYTES_MAX", "many");
        try (var process = deployment.start(misconfigured)) {
            assertThatThrownBy(() -> process.invoke("{}"))
                    .isInstanceOf(LambdaBrokenException.class)
                    .hasMessageContaining("daybook.cache-bytes-max");
        }
    }

    private DeployedFunction function(String name) {
        var function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("the template has no function " + name);
        }
        return function;
    }

    /** The differences between the documented answer and that of the process. */
    private static List<String> differences(SampleEvent sample, LambdaProcess process) throws Exception {
        return switch (process.invoke(sample.event().toString())) {
            case Reply.Answered(var answer) -> Placeholders.differences(sample.answer(), SampleEvent.readable(answer));
            case Reply.Failed failed -> List.of(failed.toString());
        };
    }

    private static SampleEvent first(String function, Predicate<SampleEvent> condition) throws IOException {
        return SampleEvent.all().stream()
                .filter(sample -> sample.function().equals(function))
                .filter(condition)
                .findFirst()
                .orElseThrow();
    }

    /** Whether the event has an unknown path, or no record of an insert. */
    private static boolean needsNoTable(SampleEvent sample) {
        var records = sample.event().path("Records");
        return sample.answer().at("/body/detail").asText().equals("There is nothing at this path.")
                || (records.isArray()
                        && records.findValuesAsText("eventName").stream().noneMatch("INSERT"::equals)
                        && records.findValues("body").isEmpty());
    }
}
