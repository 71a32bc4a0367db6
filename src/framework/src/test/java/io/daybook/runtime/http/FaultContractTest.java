package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.fixture.Api;
import io.daybook.fixture.Commits;
import io.daybook.fixture.ForwardingEventStore;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreMissingException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitTooLargeException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What clients are told when the store fails. */
class FaultContractTest {
    private static final String BODY = "{\"owner\":\"ada\",\"content\":0}";

    private final MemoryEventStore store = new MemoryEventStore();
    private Function<Append, AppendResult> fault = store::append;
    private Runnable reads = () -> {};
    private final Api api = new Api(new ForwardingEventStore(store) {
        @Override
        public AppendResult append(Append append) {
            return fault.apply(append);
        }

        @Override
        protected void before(String call) {
            reads.run();
        }
    });

    @Test
    void a_contended_append_is_409_with_retry_after() {
        fault = append -> new AppendResult.Contended(8);
        problem(open(), 409, "contended");
        assertThat(open().headers()).containsKey("Retry-After");
    }

    @Test
    void races_that_are_all_lost_are_409() {
        fault = append -> new AppendResult.Conflict(null);
        problem(open(), 409, "contended");
    }

    @Test
    void an_unknown_outcome_is_503_and_says_how_to_repeat_the_command() {
        fault = append -> new AppendResult.Unknown();
        var answer = open();
        problem(answer, 503, "outcome-unknown");
        var detail = answer.json().path("detail").asText();
        var key = detail.substring(detail.lastIndexOf(' ') + 1);
        fault = store::append;
        assertThat(api.post("/wallets/a1/open")
                        .header("idempotency-key", key)
                        .body(BODY)
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_write_that_was_taken_without_an_answer_is_a_duplicate_when_it_is_repeated() {
        fault = append -> {
            store.append(append);
            return new AppendResult.Unknown();
        };
        problem(keyed(), 503, "outcome-unknown");
        fault = store::append;
        assertThat(keyed().json().path("duplicate").asBoolean()).isTrue();
    }

    @Test
    void a_throttled_store_is_429_with_retry_after() {
        fault = append -> {
            throw new StoreThrottledException("slow down", new IOException("throttled"));
        };
        problem(open(), 429, "throttled");
        assertThat(open().headers()).containsKey("Retry-After");
    }

    @Test
    void a_store_that_cannot_be_reached_is_503() {
        fault = append -> {
            throw new StoreUnavailableException("no route", new IOException("down"));
        };
        problem(open(), 503, "unavailable");
    }

    @Test
    void what_storage_said_is_hidden_from_the_client_and_logged() {
        var failures = List.of(
                new StoreThrottledException("slow down", new IOException("throttled")),
                new StoreUnavailableException("no route", new IOException("down")),
                new StoreMissingException("no table", new IOException("none")));
        for (var failure : failures) {
            fault = append -> {
                throw failure;
            };
            assertThat(open().text()).doesNotContain("slow down", "no route", "no table");
        }
        var doubt = new StoreInDoubtException("no answer");
        fault = append -> new AppendResult.Unknown(doubt);
        open();
        assertThat(api.defects).containsExactly(failures.get(0), failures.get(1), failures.get(2), doubt);
    }

    @Test
    void a_table_that_is_not_there_is_said_so_and_nobody_is_asked_to_try_again() {
        fault = append -> {
            throw new StoreMissingException("no table", new IOException("none"));
        };
        var answer = open();
        problem(answer, 503, "unavailable");
        assertThat(answer.json().path("detail").asText())
                .contains("A table or an index that this service needs does not exist")
                .doesNotContain("try again");
        assertThat(answer.headers()).doesNotContainKey("Retry-After");
    }

    /** Found in the ring of a warm stream, whose commit must be read for the answer. */
    @Test
    void where_the_commit_of_a_repeated_command_cannot_be_read_nobody_says_that_it_was_not_written() {
        keyed();
        reads = () -> {
            throw new StoreUnavailableException("no route", new IOException("down"));
        };
        var answer = keyed();
        problem(answer, 503, "outcome-unknown");
        assertThat(answer.text()).doesNotContain("othing was written");
        assertThat(api.defects).hasSize(1);
    }

    @Test
    void a_commit_that_does_not_fit_is_413() {
        fault = append -> {
            throw new CommitTooLargeException("the commit", 400_000, 380_000);
        };
        problem(open(), 413, "payload-too-large");
    }

    @Test
    void a_defect_is_500_without_its_cause_and_logged_once() {
        fault = append -> {
            throw new CorruptStreamException("a secret of the inside");
        };
        var answer = keyed();
        problem(answer, 500, "internal");
        assertThat(answer.text()).doesNotContain("secret", "Exception", "io.daybook");
        assertThat(api.defects).hasSize(1);
        assertThat(api.log)
                .extracting(InvocationLog.Entry::correlationId)
                .containsExactly(answer.header("X-Correlation-Id"));
    }

    @Test
    void an_event_that_cannot_be_read_is_500() {
        store.append(Append.of(Commits.commit(
                new StreamName("wallet", "a9"),
                1,
                List.of(new EncodedEvent("e", "WalletFrozen", 1, "{}")),
                new EventMetadata("c", "c", "c", null, Instant.EPOCH, "test-1"))));
        problem(api.post("/wallets/a9/fill", "{\"amount\":1}"), 500, "internal");
        problem(api.get("/streams/wallet-a9/state"), 500, "internal");
        assertThat(api.get("/streams/wallet-a9/events").status()).isEqualTo(200);
    }

    @Test
    void each_invocation_leaves_one_line_without_payload_or_ids() {
        open();
        api.post("/wallets/a1/spend", "{\"amount\":5}");
        api.get("/nowhere");
        assertThat(api.log)
                .extracting(InvocationLog.Entry::route, InvocationLog.Entry::status, InvocationLog.Entry::outcome)
                .containsExactly(
                        tuple("POST /wallets/{id}/open", 201, "accepted"),
                        tuple("POST /wallets/{id}/spend", 422, "too-few-coins"),
                        tuple("GET (no route)", 404, "not-found"));
    }

    private Api.Answer open() {
        return api.post("/wallets/a1/open", BODY);
    }

    private Api.Answer keyed() {
        return api.post("/wallets/a1/open")
                .header("idempotency-key", "k")
                .body(BODY)
                .send();
    }

    /** The form that every problem has. */
    private static void problem(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        var json = answer.json();
        assertThat(json.path("status").asInt()).isEqualTo(status);
        assertThat(json.path("code").asText()).isEqualTo(code);
        assertThat(json.path("type").asText()).endsWith(code);
        assertThat(json.path("title").asText()).isNotBlank();
        assertThat(json.path("detail").asText()).isNotBlank();
        assertThat(json.path("correlationId").asText()).isEqualTo(answer.header("X-Correlation-Id"));
    }
}
