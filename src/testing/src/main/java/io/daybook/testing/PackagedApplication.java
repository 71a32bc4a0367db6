package io.daybook.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The application's jar for a laptop, run as a user runs it: as a process of its own, whose output goes to a file.
 * Tests that Failsafe runs after the jar is packaged can stop it, kill it and start it again on the same data:
 *
 * <pre>{@code
 * @Test
 * void what_was_answered_is_there_after_a_kill(@TempDir Path data) throws Exception {
 *     var dataDirectory = "-Ddaybook.local.data-directory=" + data;
 *     try (var application = PackagedApplication.start(dataDirectory)) {
 *         // send commands to application.url()
 *         var database = application.database();
 *         application.kill();
 *         database.onExit().join();
 *     }
 *     try (var restarted = PackagedApplication.start(dataDirectory)) {
 *         // look at restarted.url()
 *     }
 * }
 * }</pre>
 *
 * <p>The system property {@value #JAR} names the jar; {@code daybook-parent} sets it in its configuration of Failsafe.
 */
public final class PackagedApplication implements AutoCloseable {
    /** Far more than a start or an end takes, even on a busy machine. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String JAR = "daybook.it.jar";

    /** The line in which the laptop runtime says where it answers. */
    private static final Pattern READY =
            Pattern.compile("Daybook answers on http://localhost:(\\d+) \\(DynamoDB Local on (\\d+)");

    private final Process process;
    private final Path output;

    private PackagedApplication(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Launches it in the profile {@code local} on free ports, without waiting.
     *
     * @param settings system properties such as {@code -Ddaybook.local.http-port=8080}, which override the defaults
     *     here
     */
    public static PackagedApplication launch(String... settings) throws IOException {
        String jar = System.getProperty(JAR);
        if (jar == null) {
            throw new IllegalStateException("The system property " + JAR
                    + " does not name the packaged jar: run this test with ./mvnw verify, after the build of the jar");
        }
        Path output = Files.createTempFile("daybook-it-", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds: most of its time goes into starting.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.profile=local",
                "-Ddaybook.local.http-port=0",
                "-Ddaybook.local.dynamodb-port=0"));
        Collections.addAll(command, settings);
        command.addAll(List.of("-jar", jar));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new PackagedApplication(process, output);
    }

    /**
     * Launches it and waits until it says that it answers.
     *
     * @param settings as for {@link #launch}
     * @throws IllegalStateException with its output, if it ends or takes longer than {@link #PATIENCE}
     */
    public static PackagedApplication start(String... settings) throws IOException, InterruptedException {
        PackagedApplication application = launch(settings);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!READY.matcher(application.output()).find()) {
            if (!application.process.isAlive() || System.nanoTime() > deadlineNanos) {
                application.process.destroyForcibly();
                throw new IllegalStateException("The application does not start: " + application.output());
            }
            Thread.sleep(20);
        }
        return application;
    }

    /** The address of its gateway: {@code http://localhost:8080}. */
    public String url() throws IOException {
        return "http://localhost:" + httpPort();
    }

    public int httpPort() throws IOException {
        return port(1);
    }

    public int dynamoDbPort() throws IOException {
        return port(2);
    }

    /** The child process that runs DynamoDB Local. It outlives a killed application for a moment. */
    public ProcessHandle database() {
        return process.children().findFirst().orElseThrow();
    }

    /** All that it has written so far. */
    public String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Sends SIGKILL: the application cannot do anything more. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends SIGTERM: the application may finish what it has begun. */
    public void terminate() {
        process.destroy();
    }

    /**
     * Waits for its end.
     *
     * @throws IllegalStateException if that takes longer than {@link #PATIENCE}
     */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The application does not end");
        }
        return process.exitValue();
    }

    /** Kills it, and waits for its database, which holds the data directory for a moment longer. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> children = process.children().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(child -> child.onExit().join());
        Files.deleteIfExists(output);
    }

    private int port(int group) throws IOException {
        Matcher ready = READY.matcher(output());
        if (!ready.find()) {
            throw new IllegalStateException("The application is not ready: " + output());
        }
        return Integer.parseInt(ready.group(group));
    }
}
