package io.daybook.kernel.handle;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Wallets;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.CommandContext.Memory;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.WalletCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a clock that is ahead makes of the time at which commits are recorded. */
final class ClockSkewTest {
    private static final StreamName STREAM = new StreamName("wallet", "1");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.000Z");

    private final MemoryEventStore store = new MemoryEventStore();
    private final Wallets wallets = Wallets.onHeap(store);
    private final List<String> skewed = new ArrayList<>();
    private Instant now = NOW;

    @Test
    void a_cause_at_most_a_minute_ahead_is_not_preceded() {
        assertThat(opened(NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
        assertThat(skewed).isEmpty();
    }

    @Test
    void the_time_of_a_cause_further_ahead_is_not_taken_over() {
        assertThat(opened(NOW.plusMillis(60_001))).isEqualTo(NOW);
        assertThat(skewed).isEmpty();
    }

    @Test
    void what_is_recorded_more_than_a_minute_ahead_of_the_clock_is_told() {
        now = NOW.plusSeconds(3_600);
        opened(null);
        assertThat(skewed).isEmpty();
        now = NOW;
        assertThat(filled()).isEqualTo(NOW.plusSeconds(3_600));
        assertThat(skewed).containsExactly("wallet-1 at 2026-11-23T09:00:00Z, by the clock 2026-11-23T08:00:00Z");
    }

    private Instant opened(@Nullable Instant causedAt) {
        return recorded(new WalletCommand.Open("ada", Coins.ZERO, "EUR"), causedAt);
    }

    private Instant filled() {
        return recorded(new WalletCommand.Fill(Coins.parse("1.00")), null);
    }

    private Instant recorded(WalletCommand command, @Nullable Instant causedAt) {
        var settings = new HandlerSettings(
                8,
                100,
                0,
                Backoff.none(),
                () -> now,
                () -> UUID.randomUUID().toString(),
                (stream, metadata, clock) -> skewed.add(stream + " at " + metadata.at() + ", by the clock " + clock));
        var id = UUID.randomUUID().toString();
        var context = new CommandContext(id, null, id, id, null, causedAt, Memory.RECENT);
        var outcome = wallets.instance(store, Snapshots.none(), settings).handle("1", command, context);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return store.last(STREAM).orElseThrow().metadata().at();
    }
}
