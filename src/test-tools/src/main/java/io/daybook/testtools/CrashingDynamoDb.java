package io.daybook.testtools;

import java.io.IOException;
import java.util.Random;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** An HTTP client to DynamoDB for a process that may crash between any two of its calls: before a call, or after it. */
public final class CrashingDynamoDb implements SdkHttpClient {
    private final SdkHttpClient real = UrlConnectionHttpClient.create();
    private final Random random;
    private final int oneIn;
    private boolean crashing = true;

    /** @param oneIn on average, one call in this many ends in a crash */
    public CrashingDynamoDb(Random random, int oneIn) {
        this.random = random;
        this.oneIn = oneIn;
    }

    /** The process has crashed: nothing is left of it but what it had stored. */
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
