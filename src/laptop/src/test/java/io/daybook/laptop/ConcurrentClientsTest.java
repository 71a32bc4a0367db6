package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.testtools.Http;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clients at once, over HTTP, on DynamoDB Local. */
@QuarkusTest
class ConcurrentClientsTest {
    private static final int CLIENTS = 16;

    @Inject
    LocalRuntime runtime;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(runtime.httpPort());
    }

    @Test
    void sixteen_clients_cannot_take_more_than_there_is() throws Exception {
        http.post("/purses/race/open", "{\"owner\":\"Ada\",\"amount\":50}");
        var answers = atOnce(client -> {
            var mine = new ArrayList<Http.Answer>();
            for (int i = 0; i < 80; i++) {
                mine.add(http.post("/purses/race/take", "{\"amount\":1}"));
            }
            return mine;
        });
        var all = answers.stream().flatMap(List::stream).toList();
        var succeeded = all.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(succeeded).hasSize(50);
        assertThat(succeeded)
                .extracting(answer -> answer.json().get("version").asLong())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(2, 51).boxed().toList());
        assertThat(all.stream().filter(answer -> answer.status() != 200))
                .allMatch(answer -> (answer.status() == 422 && answer.code().equals("too-few-coins"))
                        || (answer.status() == 409 && answer.code().equals("contended")));
        assertThat(versions("purse-race"))
                .isEqualTo(LongStream.rangeClosed(1, 51).boxed().toList());
        var state = http.get("/streams/purse-race/state").json();
        assertThat(state.get("version").asLong()).isEqualTo(51);
        assertThat(state.get("state").get("balance").asText()).isEqualTo("0");
    }

    @Test
    void one_idempotency_key_sent_by_sixteen_clients_takes_effect_once() throws Exception {
        http.post("/purses/once/open", "{\"owner\":\"Ada\",\"amount\":50}");
        var answers = atOnce(client -> http.post("/purses/once/put", "{\"amount\":1}", "Idempotency-Key", "the-one"));
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream()
                        .filter(answer -> !answer.json().get("duplicate").asBoolean()))
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> withoutDuplicate(answer.json()))
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.header("ETag"))).containsOnly("\"2\"");
        assertThat(versions("purse-once")).containsExactly(1L, 2L);
    }

    private static JsonNode withoutDuplicate(JsonNode answer) {
        return ((ObjectNode) answer).without("duplicate");
    }

    private List<Long> versions(String stream) {
        var versions = new ArrayList<Long>();
        http.get("/streams/" + stream + "/events")
                .json()
                .get("items")
                .forEach(event -> versions.add(event.get("version").asLong()));
        return versions;
    }

    private interface Client<T> {
        T run(int number) throws Exception;
    }

    private static <T> List<T> atOnce(Client<T> client) throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(CLIENTS);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                Callable<T> task = () -> {
                    start.await();
                    return client.run(number);
                };
                futures.add(executor.submit(task));
            }
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
