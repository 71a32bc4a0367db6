package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.dynamodb.AtOnce;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.http.Callers;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.fixture.LogLines;
import io.daybook.runtime.signals.InvocationLines;
import io.daybook.runtime.signals.Invocations;
import io.daybook.runtime.signals.Invocations.Call;
import io.daybook.runtime.signals.JsonLines;
import io.daybook.runtime.signals.Lines;
import io.daybook.testtools.DynamoDbForTests;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The line of an invocation counts what this invocation asked DynamoDB for, whatever else runs beside it. */
class InvocationUnitsTest {
    private final CapacityMeter meter = new CapacityMeter();
    private final LogLines logged = new LogLines();
    private final Lines lines = new JsonLines("test", "1.2.3", InstantSource.system());
    private final Invocations invocations = new Invocations(lines, meter, System::nanoTime);
    private final DynamoDbClient client = DynamoDbForTests.clientBuilder()
            .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(meter))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @AfterEach
    void end() {
        logged.close();
        client.close();
    }

    @Test
    void of_two_requests_side_by_side_each_counts_its_own() {
        var oneHasRead = new CountDownLatch(1);
        var twoHasEnded = new CountDownLatch(1);
        var edge = edge(Map.of(
                "one",
                () -> {
                    get();
                    oneHasRead.countDown();
                    await(twoHasEnded);
                },
                "two",
                () -> {
                    await(oneHasRead);
                    get();
                    get();
                    get();
                }));
        var one = CompletableFuture.runAsync(() -> answer(edge, "one"), Thread::startVirtualThread);
        answer(edge, "two");
        twoHasEnded.countDown();
        one.join();
        assertThat(requestsAndReadUnits()).isEqualTo(Map.of("one", "1 1.0", "two", "3 3.0"));
    }

    @Test
    void what_a_request_does_in_threads_of_its_own_is_counted_too() {
        List<Supplier<GetItemResponse>> reads = Stream.<Supplier<GetItemResponse>>generate(() -> this::get)
                .limit(5)
                .toList();
        answer(edge(Map.of("one", () -> AtOnce.all(reads))), "one");
        assertThat(requestsAndReadUnits()).isEqualTo(Map.of("one", "5 5.0"));
    }

    /** Threads that serve one request after another, as those do that send the commands of sagas. */
    @Test
    void what_a_request_leaves_to_threads_of_all_requests_is_counted_for_it() {
        try (var pool = Executors.newFixedThreadPool(1, Thread.ofVirtual().factory())) {
            Executor threads = invocations.carrying(pool);
            var edge = edge(Map.of(
                    "one", () -> CompletableFuture.runAsync(this::get, threads).join(),
                    "two", () -> CompletableFuture.runAsync(this::get, threads).join()));
            answer(edge, "one");
            answer(edge, "two");
        }
        assertThat(requestsAndReadUnits()).isEqualTo(Map.of("one", "1 1.0", "two", "1 1.0"));
    }

    private HttpEdge edge(Map<String, Runnable> work) {
        Endpoint endpoint = path -> Optional.of(new Endpoint.Route("GET", path.getFirst(), (request, correlation) -> {
            work.get(path.getFirst()).run();
            return HttpAnswer.json(200, "read", Map.of());
        }));
        var mapper = new ObjectMapper();
        return new HttpEdge(
                List.of(endpoint),
                Callers.operators(),
                mapper,
                () -> UUID.randomUUID().toString(),
                new InvocationLines(lines));
    }

    private void answer(HttpEdge edge, String path) {
        var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        http.setMethod("GET");
        var context = new APIGatewayV2HTTPEvent.RequestContext();
        context.setHttp(http);
        var event = APIGatewayV2HTTPEvent.builder()
                .withRawPath("/" + path)
                .withRequestContext(context)
                .build();
        invocations.during(Call.of("queries"), () -> edge.answer(event));
    }

    private GetItemResponse get() {
        return client.getItem(
                get -> get.tableName(Tables.ofStack(DynamoDbForTests.STACK_NAME).claims())
                        .key(Map.of("claim", AttributeValue.fromS("nobody")))
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** By the path's first segment. */
    private Map<String, String> requestsAndReadUnits() {
        return logged.with("request").stream()
                .collect(Collectors.toMap(
                        line -> line.path("route").asText().substring("GET ".length()),
                        line -> line.path("requests").asText() + " "
                                + line.path("read_units").asText()));
    }
}
