package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Api;
import io.daybook.fixture.Commits;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Append;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a stream one request folds. */
class LongStreamTest {
    private static final StreamName STREAM = new StreamName("wallet", "a1");
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final int COMMITS_MAX = 100_000;

    /** 32 MB of events: a small one and others of 250,000 bytes. */
    private static final int BIG_EVENTS_MAX = 135;

    private final MemoryEventStore store = new MemoryEventStore();
    private final Api api = new Api(store);

    @Test
    void a_state_or_a_step_behind_100_000_commits_is_for_a_job_and_what_is_before_stays_readable() {
        withCommits(COMMITS_MAX + 1, "");
        for (var view : List.of("state", "replay?from=100001")) {
            assertThat(refusal(view))
                    .as(view)
                    .isEqualTo("422 use-job This takes more than 100000 commits or 33554432 bytes of the stream, "
                            + "more than one request may read.");
            assertThat(hidden(view, "wallet-a1")).as(view).isEqualTo(hidden(view, "wallet-zz"));
        }
        assertThat(versionOf("state?version=100000")).isEqualTo(COMMITS_MAX);
        assertThat(versions("events?from=100001")).containsExactly(100_001L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "replay?from=136"})
    void so_is_what_lies_behind_32_MB_of_events(String view) {
        withCommits(BIG_EVENTS_MAX, " ".repeat(250_000));
        assertThat(versionOf("state")).isEqualTo(BIG_EVENTS_MAX);
        append(BIG_EVENTS_MAX + 1, " ".repeat(250_000));
        assertThat(refusal(view)).startsWith("422 use-job");
    }

    private void withCommits(int count, String padding) {
        for (int version = 1; version <= count; version++) {
            append(version, padding);
        }
    }

    /** One event a second. */
    private void append(long version, String padding) {
        var event = version == 1
                ? new EncodedEvent(
                        "e1", "WalletOpened", 1, "{\"owner\":\"ada\",\"content\":\"1.00\",\"currency\":\"USD\"}")
                : new EncodedEvent(
                        "e" + version, "CoinsFilled", 1, "{\"amount\":\"1.00\",\"balance\":\"1.00\"" + padding + "}");
        var metadata = new EventMetadata("c" + version, "c", "c", null, START.plusSeconds(version), "test-1");
        store.append(Append.of(Commits.commit(STREAM, version, List.of(event), metadata)));
    }

    private long versionOf(String view) {
        return api.get("/streams/wallet-a1/" + view).json().path("version").asLong();
    }

    private List<Long> versions(String view) {
        var items = api.get("/streams/wallet-a1/" + view).json().path("items");
        return items.valueStream().map(item -> item.path("version").asLong()).toList();
    }

    private String refusal(String view) {
        var answer = api.get("/streams/wallet-a1/" + view);
        return answer.status() + " " + answer.code() + " "
                + answer.json().path("detail").asText();
    }

    /** What a holder of other wallets is answered. */
    private String hidden(String view, String stream) {
        var answer = api.request("GET", "/streams/" + stream + "/" + view)
                .header("x-correlation-id", "c")
                .by("bob", "holder")
                .send();
        return (answer.status() + " " + answer.headers() + " " + answer.text()).replace(stream, "the stream");
    }
}
