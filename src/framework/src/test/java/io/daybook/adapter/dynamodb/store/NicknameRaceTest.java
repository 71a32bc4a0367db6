package io.daybook.adapter.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.fixture.Wallets;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.store.Snapshots;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import io.daybook.testtools.ForAll;
import io.daybook.testtools.Race;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten people want one nickname at the same moment, on DynamoDB. */
final class NicknameRaceTest {
    private static final int PEOPLE = 10;
    private static final int REPETITIONS_MAX = 200;
    private static final List<Fault> FAULTS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.SLOW, Fault.DENIED)));

    private static final FaultyStore FAULTY = FaultyStore.make();

    private final String race = UUID.randomUUID().toString();

    @AfterAll
    static void close() {
        FAULTY.close();
    }

    @BeforeEach
    void noFaults() {
        FAULTY.network().follow(operation -> Fault.NONE);
    }

    @Test
    void exactly_one_gets_it_and_the_others_are_told_that_it_is_in_use() {
        hasOneWinner(Race.of(PEOPLE, this::take));
    }

    @Test
    void exactly_one_gets_it_also_while_requests_fail() {
        ForAll.seeds(10, random -> {
            var test = new NicknameRaceTest();
            var faults = new Random(random.nextLong());
            FAULTY.network()
                    .follow(operation ->
                            faults.nextInt(5) == 0 ? FAULTS.get(faults.nextInt(FAULTS.size())) : Fault.NONE);
            var outcomes = Race.of(PEOPLE, test::take);
            FAULTY.network().follow(operation -> Fault.NONE);
            FAULTY.network().deliverLate();
            test.hasOneWinner(outcomes);
        });
    }

    @Test
    void a_nickname_is_free_for_another_when_its_holder_takes_a_new_one() {
        var winner = winner(Race.of(PEOPLE, this::take));
        var loser = (winner + 1) % PEOPLE;
        assertThat(insist(winner, new Nicknames.Take("new-" + race))).isInstanceOf(Outcome.Accepted.class);
        assertThat(take(loser)).isInstanceOf(Outcome.Accepted.class);
    }

    private void hasOneWinner(List<Outcome> outcomes) {
        int winner = winner(outcomes);
        for (int person = 0; person < PEOPLE; person++) {
            var stream = Nicknames.CATEGORY.stream(id(person));
            if (person == winner) {
                assertThat(FAULTY.store().last(stream)).isPresent();
            } else {
                assertThat(outcomes.get(person))
                        .isInstanceOfSatisfying(
                                Outcome.Rejected.class,
                                rejected -> assertThat(rejected.code()).isEqualTo("nickname-in-use"));
                assertThat(FAULTY.store().last(stream)).isEmpty();
            }
        }
    }

    private static int winner(List<Outcome> outcomes) {
        var accepted = IntStream.range(0, outcomes.size())
                .filter(person -> outcomes.get(person) instanceof Outcome.Accepted)
                .toArray();
        assertThat(accepted).hasSize(1);
        return accepted[0];
    }

    private Outcome take(int person) {
        var name = person % 2 == 0 ? race : race.toUpperCase(Locale.ROOT);
        return insist(person, new Nicknames.Take(name));
    }

    /** A sender that repeats its command, with the same id, until it is told how it went. */
    private Outcome insist(int person, Nicknames.Take command) {
        var mapper = Json.mapper(List.of());
        var instance = new CommandHandler<>(
                Nicknames.CATEGORY,
                new JacksonEventCodec<>(Nicknames.TYPES, mapper),
                new JacksonStateCodec<>(Nicknames.State.class, mapper),
                FAULTY.store(),
                Snapshots.none(),
                Wallets.settings(0));
        var context = CommandContext.of(UUID.randomUUID().toString());
        for (int repetition = 0; repetition < REPETITIONS_MAX; repetition++) {
            try {
                var outcome = instance.handle(id(person), command, context);
                if (!(outcome instanceof Outcome.Unknown) && !(outcome instanceof Outcome.Contended)) {
                    return outcome;
                }
            } catch (StoreException e) {
                // Certainly nothing was written; it tries again.
            }
        }
        throw new AssertionError("no answer to " + command + " after " + REPETITIONS_MAX + " repetitions");
    }

    private String id(int person) {
        return race + "-" + person;
    }
}
