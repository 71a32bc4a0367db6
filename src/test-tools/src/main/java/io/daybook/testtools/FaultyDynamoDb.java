package io.daybook.testtools;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** An HTTP client to DynamoDB that fails in every possible way, as a schedule says. */
public final class FaultyDynamoDb implements SdkHttpClient {
    /** What happens to one request. */
    public enum Fault {
        NONE,
        /** Refused because of too many requests. */
        THROTTLED,
        /** Refused because another transaction is at work on an item. */
        BUSY,
        /** Refused, and would be refused again. */
        DENIED,
        /** Never sent. */
        NO_CONNECTION,
        /** Lost on the way there. */
        LOST_REQUEST,
        /** Done, but the answer is lost on the way back. */
        LOST_ANSWER,
        /** Done only after the next request, when the sender has given up waiting long ago. */
        LATE,
        /** The service fails before it does anything. */
        ERROR_BEFORE,
        /** The service fails after it has done it. */
        ERROR_AFTER,
        /** Done, but the answer comes only after the sender's {@link #timer} has ended the attempt. */
        SLOW
    }

    /** Says what happens to the next request. */
    @FunctionalInterface
    public interface Schedule {
        /** @param operation as DynamoDB calls it: {@code PutItem} */
        Fault next(String operation);
    }

    /**
     * Holds what the SDK wants to do about an attempt that takes too long. No time passes by itself, however slow the
     * machine.
     */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        private final ThreadLocal<Runnable> ofAttempt = ThreadLocal.withInitial(() -> () -> {});

        Timer() {
            super(1);
            setRemoveOnCancelPolicy(true);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable timeIsUp, long delay, TimeUnit unit) {
            ofAttempt.set(timeIsUp);
            return super.schedule(timeIsUp, 1, TimeUnit.DAYS);
        }
    }

    private static final Set<String> READS = Set.of("Query", "Scan", "GetItem", "BatchGetItem");
    private static final String ERRORS = "com.amazonaws.dynamodb.v20120810#";

    private final SdkHttpClient real = UrlConnectionHttpClient.create();
    private final Timer timer = new Timer();
    private final Deque<HttpExecuteRequest> late = new ArrayDeque<>();
    private Schedule schedule = operation -> Fault.NONE;
    private int requests;

    public synchronized void follow(Schedule next) {
        schedule = next;
        requests = 0;
    }

    /** Applies one of these faults to each of the next writes, and then none. Reads succeed. */
    public void nextWrites(Fault... faults) {
        var left = new ArrayDeque<>(List.of(faults));
        follow(operation -> isWrite(operation) && !left.isEmpty() ? left.removeFirst() : Fault.NONE);
    }

    /** Applies this fault to every write from now on. */
    public void everyWrite(Fault fault) {
        follow(operation -> isWrite(operation) ? fault : Fault.NONE);
    }

    public void everyRead(Fault fault) {
        follow(operation -> isWrite(operation) ? Fault.NONE : fault);
    }

    /** The scheduler of a client that gives up attempts. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Requests since the schedule was set. */
    public synchronized int requests() {
        return requests;
    }

    /** Lets late requests arrive. */
    public void deliverLate() {
        while (true) {
            HttpExecuteRequest request;
            synchronized (this) {
                request = late.pollFirst();
            }
            if (request == null) {
                return;
            }
            try (var answer = real.prepareRequest(request).call().responseBody().orElseThrow()) {
                answer.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError("what is late must arrive", e);
            }
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var call = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return suffer(next(request), request, call);
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        real.close();
    }

    private synchronized Fault next(HttpExecuteRequest request) {
        requests++;
        return schedule.next(operation(request));
    }

    private HttpExecuteResponse suffer(Fault fault, HttpExecuteRequest request, ExecutableHttpRequest call)
            throws IOException {
        return switch (fault) {
            case NONE -> {
                var answer = call.call();
                deliverLate();
                yield answer;
            }
            case THROTTLED -> answer(400, "ThrottlingException", "");
            case DENIED -> answer(400, "AccessDeniedException", "");
            case BUSY -> busy(request);
            case ERROR_BEFORE -> answer(500, "InternalServerError", "");
            case ERROR_AFTER -> {
                call.call();
                yield answer(500, "InternalServerError", "");
            }
            case NO_CONNECTION -> throw new ConnectException("Connection refused");
            case LOST_REQUEST -> throw new SocketTimeoutException("Read timed out");
            case LOST_ANSWER -> {
                call.call();
                throw new SocketTimeoutException("Read timed out");
            }
            case LATE -> {
                synchronized (this) {
                    late.addLast(request);
                }
                throw new SocketTimeoutException("Read timed out");
            }
            case SLOW -> {
                call.call();
                timer.ofAttempt.get().run();
                throw givenUp();
            }
        };
    }

    /** The SDK interrupts an attempt that takes too long. */
    private static IOException givenUp() {
        if (!Thread.currentThread().isInterrupted()) {
            throw new AssertionError("the sender has no time-out for an attempt");
        }
        return new IOException("given up");
    }

    private static HttpExecuteResponse busy(HttpExecuteRequest request) throws IOException {
        if (!operation(request).equals("TransactWriteItems")) {
            return answer(400, "TransactionConflictException", "");
        }
        try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
            int actions =
                    new ObjectMapper().readTree(body).path("TransactItems").size();
            var reasons = IntStream.range(0, actions)
                    .mapToObj(action -> "{\"Code\":\"" + (action == 0 ? "TransactionConflict" : "None") + "\"}")
                    .collect(Collectors.joining(","));
            return answer(400, "TransactionCanceledException", ",\"CancellationReasons\":[" + reasons + "]");
        }
    }

    private static HttpExecuteResponse answer(int status, String error, String more) {
        var body = "{\"__type\":\"" + ERRORS + error + "\",\"message\":\"as scheduled\"" + more + "}";
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .build())
                .responseBody(
                        AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    private static boolean isWrite(String operation) {
        return !READS.contains(operation);
    }

    private static String operation(HttpExecuteRequest request) {
        var target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        return target.substring(target.indexOf('.') + 1);
    }
}
