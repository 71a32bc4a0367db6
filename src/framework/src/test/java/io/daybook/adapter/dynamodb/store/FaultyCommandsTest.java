package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.fixture.Wallets;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.store.EventStore;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletCommand;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import io.daybook.testtools.FaultyDynamoDb.Schedule;
import io.daybook.testtools.ForAll;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Commands of several instances on one wallet while requests fail at random. Afterwards the stream is compared
 * with what the senders were told.
 */
final class FaultyCommandsTest {
    private static final int SEEDS = 15;
    private static final int COMMANDS = 15;
    private static final int INSTANCES = 3;
    private static final int REPETITIONS_MAX = 2;
    private static final List<Fault> FAULTS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.SLOW, Fault.DENIED)));

    private static final FaultyStore FAULTY = FaultyStore.make();
    private static final Wallets WALLETS = new Wallets(
            new JacksonEventCodec<>(WalletEvent.TYPES, Json.mapper(List.of(Coins.TYPE))),
            new JacksonStateCodec<>(Wallet.State.class, Json.mapper(List.of(Coins.TYPE))),
            FAULTY.store());

    @AfterAll
    static void close() {
        FAULTY.close();
    }

    @Test
    void now_and_then_a_fault_nothing_is_doubled_or_lost_and_senders_are_told_the_truth() {
        var told = new ArrayList<Told>();
        ForAll.seeds(SEEDS, random -> told.addAll(new Run(random, 0.2).check()));
        assertThat(told).anyMatch(one -> one.outcome().orElse(null) instanceof Outcome.Rejected);
        assertThat(told.stream().filter(Told::accepted).count()).isGreaterThan(told.size() / 2);
    }

    @Test
    void with_faults_at_most_requests_senders_are_still_told_the_truth() {
        var told = new ArrayList<Told>();
        ForAll.seeds(SEEDS, random -> told.addAll(new Run(random, 0.7).check()));
        assertThat(told).anyMatch(Told::accepted);
        assertThat(told).anyMatch(one -> one.outcome().isEmpty() && one.maybeWritten());
        assertThat(told).anyMatch(one -> one.outcome().isEmpty() && !one.maybeWritten());
    }

    /**
     * What the sender of one command knows in the end.
     *
     * @param maybeWritten whether it was told "unknown" at least once
     * @param outcome what else it was told; empty where it gave up
     */
    private record Told(String commandId, boolean maybeWritten, Optional<Outcome> outcome) {
        boolean accepted() {
            return outcome.orElse(null) instanceof Outcome.Accepted;
        }
    }

    private static final class Run {
        private final Random random;
        private final String id = newStream().id();
        private final List<CommandHandler<WalletCommand, Wallet.State, WalletEvent>> instances;
        private final List<Told> told = new ArrayList<>();

        Run(Random random, double faultShare) {
            this.random = random;
            var snapshots = new DynamoSnapshots(FAULTY.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), 1);
            instances = IntStream.range(0, INSTANCES)
                    .mapToObj(i -> WALLETS.instance(FAULTY.store(), snapshots, Wallets.settings(4)))
                    .toList();
            FAULTY.network().follow(faults(faultShare));
        }

        private Schedule faults(double share) {
            // Requests of one command may come from two threads.
            var faults = new Random(random.nextLong());
            return operation -> faults.nextDouble() < share ? FAULTS.get(faults.nextInt(FAULTS.size())) : Fault.NONE;
        }

        List<Told> check() {
            for (int number = 0; number < COMMANDS; number++) {
                told.add(send("c" + number, number == 0 ? Wallets.open("10.00") : command()));
            }
            FAULTY.network().follow(operation -> Fault.NONE);
            FAULTY.network().deliverLate();
            var commits = FAULTY.store()
                    .readForward(Wallet.CATEGORY.stream(id), 1, EventStore.PAGE_COMMITS_MAX)
                    .commits();
            hasNoGaps(commits);
            told.forEach(one -> isTrue(one, commits));
            return told;
        }

        private WalletCommand command() {
            var amount = (1 + random.nextInt(9)) + ".00";
            return random.nextBoolean() ? Wallets.fill(amount) : Wallets.spend(amount);
        }

        /** A sender that is not told how it went repeats the command, at whatever instance it finds. */
        private Told send(String commandId, WalletCommand command) {
            var context = CommandContext.of(commandId);
            var remembered = random.nextBoolean() ? context.rememberedForever() : context;
            boolean maybeWritten = false;
            for (int repetition = 0; repetition <= REPETITIONS_MAX; repetition++) {
                try {
                    var outcome = instances.get(random.nextInt(INSTANCES)).handle(id, command, remembered);
                    if (!(outcome instanceof Outcome.Unknown)) {
                        return new Told(commandId, maybeWritten, Optional.of(outcome));
                    }
                    maybeWritten = true;
                } catch (StoreException e) {
                    // Certainly nothing was written by this attempt; the sender may try again.
                }
            }
            return new Told(commandId, maybeWritten, Optional.empty());
        }

        private static void hasNoGaps(List<Commit> commits) {
            long version = 0;
            for (var commit : commits) {
                assertThat(commit.firstVersion()).isEqualTo(version + 1);
                version = commit.lastVersion();
            }
            assertThat(commits.stream().map(commit -> commit.metadata().commandId()))
                    .doesNotHaveDuplicates();
        }

        private static void isTrue(Told told, List<Commit> commits) {
            var stored = commits.stream()
                    .filter(commit -> commit.metadata().commandId().equals(told.commandId()))
                    .findFirst();
            if (told.outcome().orElse(null) instanceof Outcome.Accepted accepted) {
                assertThat(stored).hasValueSatisfying(commit -> {
                    assertThat(commit.firstVersion()).isEqualTo(accepted.firstVersion());
                    assertThat(commit.events().stream().map(EncodedEvent::type).toList())
                            .isEqualTo(accepted.types());
                    assertThat(WALLETS.codec().decode(commit).stream()
                                    .<Object>map(Recorded::event)
                                    .toList())
                            .isEqualTo(accepted.events());
                });
                return;
            }
            if (!told.maybeWritten()) {
                assertThat(stored).as("nothing was written of %s", told).isEmpty();
            }
        }
    }
}
