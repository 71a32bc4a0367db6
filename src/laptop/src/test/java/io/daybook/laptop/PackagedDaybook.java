package io.daybook.laptop;

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

/** The packaged jar, run as a user runs it: a process of its own, whose output goes to a file. */
final class PackagedDaybook implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Pattern READY =
            Pattern.compile("Daybook answers on http://localhost:(\\d+) \\(DynamoDB Local on (\\d+)");

    private final Process process;
    private final Path output;

    private PackagedDaybook(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Launches it on free ports, unless the settings say otherwise, and does not wait. */
    static PackagedDaybook launch(String... settings) throws IOException {
        Path output = Files.createTempFile("daybook-it-", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.profile=local",
                "-Ddaybook.local.http-port=0",
                "-Ddaybook.local.dynamodb-port=0"));
        Collections.addAll(command, settings);
        command.addAll(List.of("-jar", System.getProperty("daybook.it.jar")));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new PackagedDaybook(process, output);
    }

    /** Launches it and waits until it says that it answers. */
    static PackagedDaybook start(String... settings) throws IOException, InterruptedException {
        PackagedDaybook daybook = launch(settings);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!READY.matcher(daybook.output()).find()) {
            if (!daybook.process.isAlive() || System.nanoTime() > deadlineNanos) {
                daybook.process.destroyForcibly();
                throw new IllegalStateException("It does not start: " + daybook.output());
            }
            Thread.sleep(20);
        }
        return daybook;
    }

    String url() throws IOException {
        return "http://localhost:" + port(1);
    }

    int httpPort() throws IOException {
        return port(1);
    }

    int dynamoDbPort() throws IOException {
        return port(2);
    }

    /** The child that runs DynamoDB Local. */
    ProcessHandle database() {
        return process.children().findFirst().orElseThrow();
    }

    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** SIGKILL: it has no chance to do anything more. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM: it may finish what it has begun. */
    void terminate() {
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("It does not end");
        }
        return process.exitValue();
    }

    /** Its database outlives it for a moment, in which it still has its data directory. */
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
            throw new IllegalStateException("It is not ready: " + output());
        }
        return Integer.parseInt(ready.group(group));
    }
}
