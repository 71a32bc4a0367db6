package io.daybook.runtime.signals;

import com.amazonaws.services.lambda.runtime.Context;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the invocations of functions, so that whatever is written or measured meanwhile knows which one it belongs to. */
public final class Invocations {
    /** Lambda's runtime sets the property for each invocation, and Quarkus' does so in a native binary. */
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

    private static final String TRACE_VARIABLE = "_X_AMZN_TRACE_ID";

    /** Source: AWS X-Ray developer guide, "Tracing header". */
    private static final Pattern TRACE_ROOT = Pattern.compile("(?:^|;)\\s*Root=([^;]+)");

    private final Lines lines;
    private final CapacityMeter capacity;
    private final LongSupplier nanoTime;
    private final AtomicBoolean isFirst = new AtomicBoolean(true);

    /** @param nanoTime a stopwatch, such as {@link System#nanoTime} */
    public Invocations(Lines lines, CapacityMeter capacity, LongSupplier nanoTime) {
        this.lines = lines;
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    /**
     * What Lambda says about an invocation.
     *
     * @param function its exported name
     * @param name of the function in the account
     * @param requestId null if the binding does not hand it on
     */
    public record Call(
            String function,
            String name,
            String version,
            @Nullable String requestId) {
        public static Call of(String function, Context context) {
            return new Call(
                    function, context.getFunctionName(), context.getFunctionVersion(), context.getAwsRequestId());
        }

        /** For a binding that does not hand on what Lambda says. */
        public static Call of(String function) {
            return new Call(
                    function,
                    variable("AWS_LAMBDA_FUNCTION_NAME", function),
                    variable("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                    null);
        }
    }

    /** Runs an invocation. */
    public <T> T during(Call call, Supplier<T> work) {
        var trace = traceId(System.getProperty(TRACE_PROPERTY, variable(TRACE_VARIABLE, "")));
        var identity = new Invocation.Identity(call, trace, isFirst.getAndSet(false));
        var invocation = new Invocation(identity, capacity.begin(), nanoTime);
        return capacity.counting(invocation.used(), () -> invocation.call(() -> watched(invocation, work)));
    }

    /** An executor whose tasks belong to the invocation that submits them, whichever thread runs them. */
    public Executor carrying(Executor executor) {
        return Invocation.carrying(capacity.carrying(executor));
    }

    private <T> T watched(Invocation invocation, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            // Lambda is told, too, but what it writes about it has none of the members of a line.
            lines.write(new Line(Line.Category.INVOCATION, Level.ERROR, "the invocation failed").because(e));
            throw e;
        } finally {
            if (!lines.areForPeople()) {
                invocation.end().forEach(measurement -> lines.write(Line.ofMetrics(measurement)));
            }
        }
    }

    private static String variable(String name, String otherwise) {
        return Objects.requireNonNullElse(System.getenv(name), otherwise);
    }

    private static @Nullable String traceId(String header) {
        var root = TRACE_ROOT.matcher(header);
        return root.find() ? root.group(1) : null;
    }
}
