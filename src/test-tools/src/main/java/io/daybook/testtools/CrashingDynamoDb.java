package io.daybook.testtools;

import java.io.IOException;
import java.util.Random;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The way to DynamoDB of a process that may crash between any two of its calls: before one, or after it. */
public final class CrashingDynamoDb implements SdkHttpClient {
    private final SdkHttpClient real = UrlConnectionHttpClient.create();
    private final Random random;
    private final int oneIn;
    private boolean crashing = true;

    /** @param oneIn a crash in so many calls, on average */
    public CrashingDynamoDb(Random random, int oneIn) {
        this.random = random;
        this.oneIn = oneIn;
    }

    /** A process crashed: nothing of it is left but what it had stored. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    public synchronized void beGood() {
        crashing = false;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var call = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                crashAtTimes();
                var answer = call.call();
                crashAtTimes();
                return answer;
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public void close() {
        real.close();
    }

    private synchronized void crashAtTimes() {
        if (crashing && random.nextInt(2 * oneIn) == 0) {
            throw new Crash();
        }
    }
}
