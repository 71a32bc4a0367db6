package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.testing.lambda.DeployedFunction;
import io.daybook.testing.lambda.Deployment;
import io.daybook.testing.lambda.LambdaPackage;
import io.daybook.testing.lambda.Reply;
import io.daybook.testing.lambda.SampleEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the start of a process to its first answered command, DynamoDB Local's round trips included.
 *
 * <p>Not part of a build; run by {@code ./mvnw verify -Dtest=PlaceholdersTest -Dit.test=StartupBenchmark}. A native
 * binary that was built before is measured beside the zip. What it does not measure is what only Lambda has: fetching
 * the package, starting the sandbox, a network to DynamoDB, TLS, SnapStart, and a share of a CPU that follows the
 * memory size.
 */
class StartupBenchmark {
    /** The first runs warm the database and the file cache. */
    private static final int WARM_UPS = 2;

    private static final int RUNS = 9;

    /** Source: this project's own bounds, for an ordinary laptop. */
    private static final Duration JVM_MAX = Duration.ofMillis(1500);

    private static final Duration NATIVE_MAX = Duration.ofMillis(60);

    @TempDir
    Path unpacked;

    private record Run(Duration init, Duration answered, Duration cpu, long residentBytes) {}

    @Test
    void the_first_command_is_answered_within_its_bound() throws Exception {
        var commands = Deployment.functions().get("commands");
        var packages = new LinkedHashMap<LambdaPackage, Duration>();
        packages.put(Deployment.zip(unpacked), JVM_MAX);
        var binary = Deployment.binary(commands);
        if (Files.exists(binary.bootstrap())) {
            packages.put(binary, NATIVE_MAX);
        }
        System.out.printf(
                Locale.ROOT,
                "%n%-8s %9s %9s %12s %14s %9s %9s %12s%n",
                "package",
                "size MB",
                "init ms",
                "answered ms",
                "(min..max) ms",
                "bound ms",
                "CPU ms",
                "resident MB");
        var medians = new LinkedHashMap<Duration, Duration>();
        for (var measured : packages.entrySet()) {
            var runs = measure(commands, measured.getKey());
            print(measured.getKey(), runs, measured.getValue());
            medians.put(
                    measured.getValue(), median(runs.stream().map(Run::answered).toList()));
        }
        assertThat(medians).allSatisfy((bound, median) -> assertThat(median).isLessThanOrEqualTo(bound));
    }

    private static List<Run> measure(DeployedFunction commands, LambdaPackage deployed) throws Exception {
        var runs = new ArrayList<Run>();
        try (var deployment = Deployment.on(Map.of(commands.name(), deployed))) {
            for (int i = 0; i < WARM_UPS + RUNS; i++) {
                var event = openAccount("a" + i);
                var start = Instant.now();
                try (var process = deployment.start(commands)) {
                    var reply = process.invoke(event);
                    var answered = Instant.now();
                    assertThat(reply)
                            .isInstanceOfSatisfying(
                                    Reply.Answered.class,
                                    answer -> assertThat(answer.json()
                                                    .path("statusCode")
                                                    .asInt())
                                            .isEqualTo(201));
                    runs.add(new Run(
                            Duration.between(start, process.awaitInitialized()),
                            Duration.between(start, answered),
                            process.cpuTime(),
                            process.residentBytes()));
                }
            }
        }
        return runs.subList(WARM_UPS, runs.size());
    }

    /** The first sample event of a command, for a stream of its own. */
    private static String openAccount(String id) throws Exception {
        var event = (ObjectNode) SampleEvent.all().stream()
                .filter(sample -> sample.function().equals("commands"))
                .findFirst()
                .orElseThrow()
                .event();
        return event.put("rawPath", "/accounts/" + id + "/open").toString();
    }

    private static void print(LambdaPackage deployed, List<Run> runs, Duration bound) throws Exception {
        var answered = runs.stream().map(Run::answered).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-8s %9.1f %9d %12d %14s %9d %9d %12.1f%n",
                deployed instanceof LambdaPackage.JvmZip ? "JVM" : "native",
                deployed.sizeBytes() / 1e6,
                median(runs.stream().map(Run::init).toList()).toMillis(),
                median(answered).toMillis(),
                "(" + answered.getFirst().toMillis() + ".." + answered.getLast().toMillis() + ")",
                bound.toMillis(),
                median(runs.stream().map(Run::cpu).toList()).toMillis(),
                median(runs.stream().map(Run::residentBytes).toList()) / 1e6);
    }

    private static <T extends Comparable<? super T>> T median(List<T> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
