package io.daybook.kernel.handle;

import static io.daybook.fixture.Wallets.fill;
import static io.daybook.fixture.Wallets.open;
import static io.daybook.fixture.Wallets.spend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.ForwardingEventStore;
import io.daybook.fixture.Wallets;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.Snapshots.Snapshot;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletCommand;
import io.daybook.models.wallet.WalletEvent;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandHandlerTest {
    private static final StreamName STREAM = new StreamName("wallet", "1");

    private final MemoryEventStore store = new MemoryEventStore();
    private final List<String> calls = new ArrayList<>();
    private final EventStore watched = new ForwardingEventStore(store) {
        @Override
        protected void before(String call) {
            calls.add(call);
        }
    };
    private final Wallets wallets = Wallets.onHeap(watched);
    private final CommandHandler<WalletCommand, Wallet.State, WalletEvent> handler = wallets.instance();

    @Test
    void a_command_that_starts_a_stream_writes_without_reading() {
        assertThat(version(handler.handle("1", open("5.00"), CommandContext.of("a"))))
                .isEqualTo(1);
        assertThat(calls).containsExactly("append");
    }

    @Test
    void a_warm_command_writes_without_reading() {
        handler.handle("1", open("5.00"), CommandContext.of("a"));
        calls.clear();
        assertThat(version(handler.handle("1", spend("1.00"), CommandContext.of("b"))))
                .isEqualTo(2);
        assertThat(calls).containsExactly("append");
    }

    @Test
    void a_rejection_is_given_only_after_the_tail_was_read() {
        handler.handle("1", open("5.00"), CommandContext.of("a"));
        wallets.instance().handle("1", fill("5.00"), CommandContext.of("b"));
        calls.clear();
        assertThat(version(handler.handle("1", spend("10.00"), CommandContext.of("c"))))
                .isEqualTo(3);
        assertThat(calls).containsExactly("read after", "append");
    }

    @Test
    void a_lost_race_is_decided_again_on_what_the_winner_left() {
        handler.handle("1", open("5.00"), CommandContext.of("a"));
        wallets.instance().handle("1", spend("5.00"), CommandContext.of("b"));
        calls.clear();
        assertThat(rejection(handler.handle("1", spend("1.00"), CommandContext.of("c"))))
                .isEqualTo("too-few-coins");
        assertThat(calls).containsExactly("append", "read after");
    }

    @Test
    void a_repeated_command_is_answered_as_the_first_time_whatever_happened_since() {
        var first = handler.handle("1", open("5.00"), CommandContext.of("a"));
        handler.handle("1", spend("5.00"), CommandContext.of("b"));
        var again = wallets.instance().handle("1", open("5.00"), CommandContext.of("a"));
        assertThat(again).isEqualTo(duplicate(first));
        assertThat(store.all(STREAM)).hasSize(2);
    }

    @Test
    void a_repetition_comes_before_the_check_of_the_version() {
        handler.handle("1", open("5.00"), CommandContext.of("a"));
        var first = handler.handle("1", spend("1.00"), CommandContext.of("b").expecting(1));
        assertThat(handler.handle("1", spend("1.00"), CommandContext.of("b").expecting(1)))
                .isEqualTo(duplicate(first));
        assertThat(handler.handle("1", spend("1.00"), CommandContext.of("c").expecting(1)))
                .isEqualTo(new Outcome.VersionMismatch(1, 2));
    }

    @Test
    void not_found_comes_before_the_check_of_the_version() {
        assertThat(handler.handle("1", spend("1.00"), CommandContext.of("a").expecting(7)))
                .isEqualTo(new Outcome.NotFound());
        assertThat(handler.handle("1", open("1.00"), CommandContext.of("a").expecting(7)))
                .isEqualTo(new Outcome.VersionMismatch(7, 0));
    }

    @Test
    void the_ring_remembers_the_last_256_commits_of_a_stream() {
        handler.handle("1", open("0.00"), CommandContext.of("c1"));
        for (int i = 2; i <= 257; i++) {
            handler.handle("1", fill("1.00"), CommandContext.of("c" + i));
        }
        assertThat(handler.handle("1", fill("1.00"), CommandContext.of("c2")))
                .isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
                    assertThat(accepted.duplicate()).isTrue();
                    assertThat(accepted.version()).isEqualTo(2);
                });
        assertThat(rejection(handler.handle("1", open("0.00"), CommandContext.of("c1"))))
                .isEqualTo("wallet-already-open");
    }

    @Test
    void a_commit_that_is_met_while_reading_a_long_tail_is_recognised_although_the_ring_has_forgotten_it() {
        handler.handle("1", open("0.00"), CommandContext.of("c1"));
        var other = wallets.instance();
        for (int i = 2; i <= 400; i++) {
            other.handle("1", fill("1.00"), CommandContext.of("c" + i));
        }
        assertThat(handler.handle("1", fill("1.00"), CommandContext.of("c2")))
                .isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
                    assertThat(accepted.duplicate()).isTrue();
                    assertThat(accepted.version()).isEqualTo(2);
                });
    }

    @Test
    void a_first_use_that_appended_nothing_is_not_remembered() {
        handler.handle("1", open("1.00"), CommandContext.of("a"));
        assertThat(rejection(handler.handle("1", spend("2.00"), CommandContext.of("b"))))
                .isEqualTo("too-few-coins");
        handler.handle("1", fill("1.00"), CommandContext.of("c"));
        assertThat(version(handler.handle("1", spend("2.00"), CommandContext.of("b"))))
                .isEqualTo(3);
    }

    @Test
    void a_rejection_that_is_remembered_for_ever_stands_although_it_would_be_accepted_now() {
        handler.handle("1", open("1.00"), CommandContext.of("a"));
        var asked = CommandContext.of("b").rememberedForever();
        assertThat(rejection(handler.handle("1", spend("2.00"), asked))).isEqualTo("too-few-coins");
        handler.handle("1", fill("5.00"), CommandContext.of("c"));
        assertThat(rejection(handler.handle("1", spend("2.00"), asked))).isEqualTo("too-few-coins");
        assertThat(rejection(wallets.instance().handle("1", spend("2.00"), asked)))
                .isEqualTo("too-few-coins");
    }

    @Test
    void what_was_not_found_or_changed_nothing_is_remembered_for_ever_too() {
        var lost = CommandContext.of("a").rememberedForever();
        assertThat(handler.handle("1", fill("1.00"), lost)).isEqualTo(new Outcome.NotFound());
        handler.handle("1", open("0.00"), CommandContext.of("b"));
        assertThat(handler.handle("1", fill("1.00"), lost)).isEqualTo(new Outcome.NotFound());
        handler.handle("1", new WalletCommand.Close(), CommandContext.of("c"));
        var unchanged = CommandContext.of("d").rememberedForever();
        assertThat(handler.handle("1", new WalletCommand.Close(), unchanged)).isEqualTo(new Outcome.Unchanged(2));
        assertThat(handler.handle("1", new WalletCommand.Close(), unchanged)).isEqualTo(new Outcome.Unchanged(2));
    }

    @Test
    void where_it_is_in_doubt_whether_an_answer_is_remembered_it_is_unknown_and_why() {
        var cause = new StoreInDoubtException("no answer");
        var silent = new ForwardingEventStore(store) {
            @Override
            public Outcome settle(Receipt receipt) {
                return new Outcome.Unknown(cause);
            }
        };
        var asked = CommandContext.of("a").rememberedForever();
        assertThat(wallets.instance(silent).handle("1", fill("1.00"), asked))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.cause()).isSameAs(cause));
    }

    @Test
    void an_accepted_command_that_is_remembered_for_ever_outlives_the_ring() {
        var asked = CommandContext.of("a").rememberedForever();
        var first = handler.handle("1", open("0.00"), asked);
        for (int i = 0; i < 300; i++) {
            handler.handle("1", fill("1.00"), CommandContext.of("c" + i));
        }
        assertThat(wallets.instance().handle("1", open("0.00"), asked)).isEqualTo(duplicate(first));
    }

    @Test
    void time_never_runs_backwards_within_a_stream_nor_before_its_cause() {
        // The clock of these tests is real, and a cause is believed that is ahead of it by a minute at most.
        var later = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(50);
        var caused = new CommandContext("a", null, "x", "x", null, later, CommandContext.Memory.RECENT);
        handler.handle("1", open("1.00"), caused);
        handler.handle("1", fill("1.00"), CommandContext.of("b"));
        assertThat(store.all(STREAM))
                .extracting(commit -> commit.metadata().at())
                .containsExactly(later, later);
    }

    @Test
    void a_commit_carries_who_and_why() {
        var context = new CommandContext("a", null, "request", "cause", "ada", null, CommandContext.Memory.RECENT);
        handler.handle("1", open("1.00"), context);
        var metadata = store.all(STREAM).getFirst().metadata();
        assertThat(metadata).isEqualTo(new EventMetadata("a", "request", "cause", "ada", metadata.at(), "unknown"));
    }

    @Test
    void losing_every_race_is_contended_and_writes_nothing() {
        var unlucky = new ForwardingEventStore(store) {
            private int rivals;

            @Override
            public AppendResult append(Append append) {
                wallets.instance(store).handle("1", fill("0.01"), CommandContext.of("rival" + rivals++));
                return super.append(append);
            }
        };
        handler.handle("1", open("1.00"), CommandContext.of("a"));
        assertThat(wallets.instance(unlucky).handle("1", fill("1.00"), CommandContext.of("b")))
                .isEqualTo(new Outcome.Contended(8));
        assertThat(store.all(STREAM))
                .noneMatch(commit -> commit.metadata().commandId().equals("b"));
    }

    @Test
    void a_technical_failure_passes_through_and_the_command_can_be_repeated() {
        var failing = new ForwardingEventStore(store) {
            @Override
            public AppendResult append(Append append) {
                throw new StoreThrottledException("too many", new IllegalStateException());
            }
        };
        assertThatThrownBy(() -> wallets.instance(failing).handle("1", open("1.00"), CommandContext.of("a")))
                .isInstanceOf(StoreThrottledException.class);
        assertThat(version(handler.handle("1", open("1.00"), CommandContext.of("a"))))
                .isEqualTo(1);
    }

    @Test
    void an_instance_that_loses_more_than_one_write_in_six_reads_first() {
        handler.handle("1", open("0.00"), CommandContext.of("open"));
        var rival = wallets.instance(store);
        rival.handle("1", fill("1.00"), CommandContext.of("rival"));
        handler.handle("1", fill("1.00"), CommandContext.of("lost-and-repeated"));
        calls.clear();
        handler.handle("1", fill("1.00"), CommandContext.of("after"));
        assertThat(calls).containsExactly("read after", "append");
        for (int i = 0; i < 6; i++) {
            handler.handle("1", fill("1.00"), CommandContext.of("calm" + i));
        }
        calls.clear();
        handler.handle("1", fill("1.00"), CommandContext.of("last"));
        assertThat(calls).containsExactly("append");
    }

    @Test
    void a_snapshot_saves_the_reading_of_what_came_before_it() {
        var snapshots = new MemorySnapshots();
        var writer = wallets.instance(watched, snapshots, Wallets.settings(100));
        writer.handle("1", open("0.00"), CommandContext.of("c1"));
        for (int i = 2; i <= 950; i++) {
            writer.handle("1", fill("1.00"), CommandContext.of("c" + i));
        }
        assertThat(snapshots.kept).containsOnlyKeys(100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L);
        calls.clear();
        var cold = wallets.instance(watched, snapshots, Wallets.settings(100));
        assertThat(version(cold.handle("1", spend("949.00"), CommandContext.of("all"))))
                .isEqualTo(951);
        assertThat(calls).containsExactly("read backward", "append");
        assertThat(cold.handle("1", fill("1.00"), CommandContext.of("c800")))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.duplicate()).isTrue());
    }

    @Test
    void a_snapshot_from_beyond_the_end_of_the_stream_is_not_used() {
        var snapshots = new MemorySnapshots();
        handler.handle("1", open("7.00"), CommandContext.of("a"));
        snapshots.kept.put(
                5L, new Snapshots.Snapshot(5, Instant.EPOCH, CommitHash.NONE, "not to be decoded", List.of()));
        var cold = wallets.instance(watched, snapshots, Wallets.settings(100));
        assertThat(version(cold.handle("1", spend("7.00"), CommandContext.of("b"))))
                .isEqualTo(2);
    }

    @Test
    void a_snapshot_of_another_history_is_not_used_wherever_it_ends() {
        var foreign = new MemorySnapshots();
        var elsewhere = wallets.instance(new MemoryEventStore(), foreign, Wallets.settings(1));
        elsewhere.handle("1", open("100.00"), CommandContext.of("x"));
        elsewhere.handle("1", fill("100.00"), CommandContext.of("y"));
        elsewhere.handle("1", fill("100.00"), CommandContext.of("z"));
        handler.handle("1", open("7.00"), CommandContext.of("a"));
        handler.handle("1", fill("3.00"), CommandContext.of("b"));
        handler.handle("1", fill("2.00"), CommandContext.of("c"));
        assertThat(foreign.kept).containsOnlyKeys(1L, 2L, 3L);
        foreign.kept.forEach((version, snapshot) -> {
            var snapshots = new MemorySnapshots();
            snapshots.kept.put(version, snapshot);
            var cold = wallets.instance(watched, snapshots, Wallets.settings(0));
            assertThat(rejection(cold.handle("1", spend("12.01"), CommandContext.of("d"))))
                    .isEqualTo("too-few-coins");
        });
    }

    @Test
    void a_warm_instance_that_remembers_another_history_reads_the_stored_one() {
        var restored = new MemoryEventStore();
        var others = wallets.instance(restored);
        others.handle("1", open("1.00"), CommandContext.of("x"));
        others.handle("1", fill("1.00"), CommandContext.of("y"));
        others.handle("1", fill("1.00"), CommandContext.of("z"));
        EventStore[] now = {store};
        var warm = wallets.instance((EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(),
                new Class<?>[] {EventStore.class},
                (proxy, method, arguments) -> method.invoke(now[0], arguments)));
        warm.handle("1", open("7.00"), CommandContext.of("a"));
        warm.handle("1", fill("5.00"), CommandContext.of("b"));
        now[0] = restored;
        assertThat(rejection(warm.handle("1", spend("3.01"), CommandContext.of("c"))))
                .isEqualTo("too-few-coins");
        assertThat(version(warm.handle("1", spend("3.00"), CommandContext.of("d"))))
                .isEqualTo(4);
    }

    @Test
    void a_known_id_with_another_fingerprint_is_answered_as_reused_and_nothing_is_written() {
        var first = CommandContext.of("a").withFingerprint(new Fingerprint(1, 2));
        var other = CommandContext.of("a").withFingerprint(new Fingerprint(1, 3));
        var accepted = handler.handle("1", open("5.00"), first);
        calls.clear();
        assertThat(handler.handle("1", open("6.00"), other)).isEqualTo(new Outcome.KeyReused());
        assertThat(wallets.instance().handle("1", fill("6.00"), other)).isEqualTo(new Outcome.KeyReused());
        assertThat(wallets.instance().handle("1", open("6.00"), other)).isEqualTo(new Outcome.KeyReused());
        assertThat(handler.handle("1", spend("99.00"), other.expecting(7))).isEqualTo(new Outcome.KeyReused());
        assertThat(handler.handle("1", open("5.00"), first)).isEqualTo(duplicate(accepted));
        assertThat(store.all(STREAM)).hasSize(1);
    }

    @Test
    void a_receipt_answers_only_the_command_that_it_is_of() {
        var first =
                CommandContext.of("a").withFingerprint(new Fingerprint(1, 2)).rememberedForever();
        var other =
                CommandContext.of("a").withFingerprint(new Fingerprint(1, 3)).rememberedForever();
        assertThat(handler.handle("1", spend("1.00"), first)).isEqualTo(new Outcome.NotFound());
        assertThat(handler.handle("1", open("1.00"), other)).isEqualTo(new Outcome.KeyReused());
        assertThat(handler.handle("1", spend("2.00"), other)).isEqualTo(new Outcome.KeyReused());
        assertThat(handler.handle("1", open("1.00"), first)).isEqualTo(new Outcome.NotFound());
        assertThat(store.all(STREAM)).isEmpty();
    }

    @Test
    void a_snapshot_that_cannot_be_read_is_reported_and_the_stream_is_folded_from_its_events() {
        var snapshots = new MemorySnapshots();
        handler.handle("1", open("7.00"), CommandContext.of("a"));
        snapshots.kept.put(
                1L,
                new Snapshots.Snapshot(
                        1, Instant.EPOCH, CommitHash.NONE, "{\"balance\":\"of another release\"}", List.of()));
        var cold = wallets.instance(watched, snapshots, Wallets.settings(100));
        assertThat(version(cold.handle("1", spend("7.00"), CommandContext.of("b"))))
                .isEqualTo(2);
        assertThat(snapshots.unreadable).containsExactly(1L);
    }

    private static final class MemorySnapshots implements Snapshots {
        private final Map<Long, Snapshot> kept = new HashMap<>();
        private final List<Long> unreadable = new ArrayList<>();

        @Override
        public Optional<Snapshot> newest(StreamName stream, String foldId) {
            return kept.keySet().stream().max(Long::compare).map(kept::get);
        }

        @Override
        public void save(StreamName stream, String foldId, Snapshot snapshot) {
            kept.put(snapshot.version(), snapshot);
        }

        @Override
        public void unreadable(StreamName stream, String foldId, Snapshot snapshot, RuntimeException why) {
            unreadable.add(snapshot.version());
        }
    }

    private static long version(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).version();
    }

    private static String rejection(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return ((Outcome.Rejected) outcome).code();
    }

    private static Outcome duplicate(Outcome first) {
        var accepted = (Outcome.Accepted) first;
        return new Outcome.Accepted(accepted.firstVersion(), accepted.types(), accepted.events(), true);
    }
}
