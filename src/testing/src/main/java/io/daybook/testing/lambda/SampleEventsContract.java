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
    private final Map<String, LambdaProcess> processes = new HashMap<>();
    private Map<String, DeployedFunction> functions;
    private Map<String, LambdaPackage> packages;

    /** The package that a function is deployed from. */
    protected abstract LambdaPackage packageOf(DeployedFunction function) throws IOException;

    @BeforeEach
    void deploy() throws Exception {
        functions = Deployment.functions();
        packages = new HashMap<>();
        for (var function : functions.values()) {
            packages.put(function.name(), packageOf(function));
        }
    }

    @AfterEach
    void end() throws IOException {
        for (var process : processes.values()) {
            process.close();
        }
    }

    @Test
    void every_sample_event_gets_its_documented_answer() throws Exception {
        var softly = new SoftAssertions();
        try (var deployment = Deployment.on(packages)) {
            startAll(deployment::start);
            for (var sample : SampleEvent.all()) {
                softly.assertThat(differences(sample)).as(sample.file()).isEmpty();
            }
            for (var process : processes.values()) {
                // One sample is the record of a removed commit, which is reported as an error.
                var lines = process.output().lines().filter(line -> !line.contains("\"failure\":\"changed\""));
                softly.assertThat(lines.collect(Collectors.joining("\n")))
                        .doesNotContain("\"level\":\"WARN\"", "\"level\":\"ERROR\"", "Exception");
            }
        }
        softly.assertAll();
    }

    @Test
    void a_function_needs_only_the_template_to_start_and_goes_on_after_an_event_of_another_kind() throws Exception {
        startAll(this::startAsDeployed);
        for (var name : functions.keySet()) {
            assertThat(process(name).invoke("[\"not\",\"an\",\"event\"]"))
                    .as(name)
                    .isInstanceOfSatisfying(
                            Reply.Failed.class,
                            failed -> assertThat(failed.type()).isNotEmpty());
            var sample = first(name, SampleEventsContract::needsNoTable);
            assertThat(differences(sample)).as(sample.file()).isEmpty();
        }
    }

    @Test
    void a_function_that_cannot_start_fails_its_first_invocation_and_says_why() throws Exception {
        var misconfigured = function("commands").with("DAYBOOK_CACHE_BYTES_MAX", "many");
        try (var process = startAsDeployed(misconfigured)) {
            assertThatThrownBy(() -> process.invoke("{}"))
                    .isInstanceOf(LambdaBrokenException.class)
                    .hasMessageContaining("daybook.cache-bytes-max");
        }
    }

    @FunctionalInterface
    private interface Start {
        LambdaProcess of(DeployedFunction function) throws IOException;
    }

    /**
     * One after the other, because AWS's runtime interface client unpacks its native library to the same place at each start:
     * of two that start at once, one crashes.
     */
    private void startAll(Start start) throws Exception {
        for (var function : functions.values()) {
            var process = start.of(function);
            processes.put(function.name(), process);
            var _ = process.awaitInitialized();
        }
    }

    private LambdaProcess startAsDeployed(DeployedFunction function) throws IOException {
        return Deployment.startAsDeployed(known(packages, function.name()), function);
    }

    private DeployedFunction function(String name) {
        return known(functions, name);
    }

    private LambdaProcess process(String function) {
        return known(processes, function);
    }

    private static <T> T known(Map<String, T> all, String function) {
        var found = all.get(function);
        if (found == null) {
            throw new IllegalArgumentException("the template has no function " + function);
        }
        return found;
    }

    /** The differences between the documented answer and that of its function's process. */
    private List<String> differences(SampleEvent sample) throws Exception {
        return switch (process(sample.function()).invoke(sample.event().toString())) {
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
