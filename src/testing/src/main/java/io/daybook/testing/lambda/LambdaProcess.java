package io.daybook.testing.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An execution environment: a function's process and the Runtime API that it talks to. */
public final class LambdaProcess implements AutoCloseable {
    /** Lambda allows 10 seconds and a second try, but there no other tests share the processor. */
    private static final Duration INIT_MAX = Duration.ofMinutes(3);

    private final LambdaRuntimeApi api;
    private final Process process;
    private final Path output;
    private final Duration timeout;

    private LambdaProcess(LambdaRuntimeApi api, Process process, Path output, Duration timeout) {
        this.api = api;
        this.process = process;
        this.output = output;
        this.timeout = timeout;
        var _ = process.onExit().thenAccept(ended -> api.fail("The process ended with code " + ended.exitValue()));
    }

    /**
     * Starts the process without waiting.
     *
     * @param environment variables in addition to the template's; none of the test's own environment is passed on
     */
    public static LambdaProcess start(
            LambdaPackage deployed, DeployedFunction function, Map<String, String> environment) throws IOException {
        var api = LambdaRuntimeApi.start(function.logicalId(), function.timeout());
        var output = Files.createTempFile("daybook-lambda-", ".log");
        var builder = new ProcessBuilder(deployed.command(function))
                .directory(deployed.taskRoot().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var variables = builder.environment();
        variables.clear();
        variables.putAll(reserved(deployed, function, api));
        variables.putAll(function.environment());
        variables.putAll(environment);
        try {
            return new LambdaProcess(api, builder.start(), output, function.timeout());
        } catch (IOException e) {
            api.close();
            throw e;
        }
    }

    /**
     * Waits for the end of init if necessary, and for the answer.
     *
     * @throws LambdaBrokenException with the process's output, if init fails, the process ends, or the function's time
     *     is up, in which case Lambda would end the process, too
     */
    public Reply invoke(String event) throws IOException, InterruptedException {
        var reply = api.invoke(event);
        awaitInitialized();
        return await(reply, timeout);
    }

    /** Waits until the process asks for its first event, and returns when it did. */
    public Instant awaitInitialized() throws IOException, InterruptedException {
        return await(api.initialized(), INIT_MAX);
    }

    private <T> T await(Future<T> result, Duration max) throws IOException, InterruptedException {
        try {
            return result.get(max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LambdaBrokenException(
                    Objects.requireNonNullElse(e.getCause(), e).getMessage() + "\n" + output());
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new LambdaBrokenException("The function did not answer within " + max + "\n" + output());
        }
    }

    /** Where the process finds its Runtime API. */
    String runtimeApi() {
        return api.address();
    }

    /** Everything that the process has written so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Resident memory; Linux only. */
    public long residentBytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            var kilobytes = lines.filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\D", "");
            return Long.parseLong(kilobytes) * 1024;
        }
    }

    /** The CPU time of all threads so far. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        api.close();
        Files.deleteIfExists(output);
    }

    /** Source: Lambda developer guide, "Defined runtime environment variables". */
    private static Map<String, String> reserved(
            LambdaPackage deployed, DeployedFunction function, LambdaRuntimeApi api) {
        return Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", api.address()),
                Map.entry("_HANDLER", function.handler()),
                Map.entry("LAMBDA_TASK_ROOT", deployed.taskRoot().toString()),
                Map.entry("LAMBDA_RUNTIME_DIR", "/var/runtime"),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.logicalId()),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes())),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.logicalId()),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local"),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"));
    }
}
