package io.daybook.adapter.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.shop.ShopCatalog;
import io.daybook.shop.user.User;
import io.daybook.shop.user.UserCommand;
import io.daybook.shop.user.UserEvent;
import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.decide.CommandHandler;
import io.daybook.kernel.decide.Outcome;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.StoreException;
import io.daybook.fixture.Accounts;
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

/** Ten users want one email address at the same moment, on DynamoDB. */
final class EmailRaceTest {
    private static final int USERS = 10;
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
    void exactly_one_registers_and_the_others_are_told_that_it_is_taken() {
        hasOneWinner(Race.of(USERS, this::register));
    }

    @Test
    void exactly_one_registers_also_while_requests_fail() {
        ForAll.seeds(10, random -> {
            var test = new EmailRaceTest();
            var faults = new Random(random.nextLong());
            FAULTY.network()
                    .follow(operation ->
                            faults.nextInt(5) == 0 ? FAULTS.get(faults.nextInt(FAULTS.size())) : Fault.NONE);
            var outcomes = Race.of(USERS, test::register);
            FAULTY.network().follow(operation -> Fault.NONE);
            FAULTY.network().deliverLate();
            test.hasOneWinner(outcomes);
        });
    }

    @Test
    void the_address_is_free_for_another_when_its_holder_takes_a_new_one() {
        var winner = winner(Race.of(USERS, this::register));
        var loser = (winner + 1) % USERS;
        var change = new UserCommand.ChangeEmail("new-" + race + "@example.org");
        assertThat(insist(winner, change)).isInstanceOf(Outcome.Accepted.class);
        assertThat(register(loser)).isInstanceOf(Outcome.Accepted.class);
    }

    private void hasOneWinner(List<Outcome> outcomes) {
        int winner = winner(outcomes);
        for (int user = 0; user < USERS; user++) {
            var stream = User.CATEGORY.stream(id(user));
            if (user == winner) {
                assertThat(FAULTY.store().last(stream)).isPresent();
            } else {
                assertThat(outcomes.get(user))
                        .isInstanceOfSatisfying(
                                Outcome.Rejected.class,
                                rejected -> assertThat(rejected.reason().code()).isEqualTo("email-taken"));
                assertThat(FAULTY.store().last(stream)).isEmpty();
            }
        }
    }

    private static int winner(List<Outcome> outcomes) {
        var accepted = IntStream.range(0, outcomes.size())
                .filter(user -> outcomes.get(user) instanceof Outcome.Accepted)
                .toArray();
        assertThat(accepted).hasSize(1);
        return accepted[0];
    }

    private Outcome register(int user) {
        var email = user % 2 == 0 ? race + "@example.org" : race.toUpperCase(Locale.ROOT) + "@EXAMPLE.org";
        return insist(user, new UserCommand.Register(email, "Ada", "web"));
    }

    /** A sender that repeats its command, with the same id, until it is told how it went. */
    private Outcome insist(int user, UserCommand command) {
        var mapper = Json.mapper(Catalog.SCALARS);
        var instance = new CommandHandler<UserCommand, User.State, UserEvent>(
                User.CATEGORY,
                new JacksonEventCodec<>(UserEvent.TYPES, mapper),
                new JacksonStateCodec<>(User.State.class, mapper),
                FAULTY.store(),
                Snapshots.none(),
                Accounts.settings(0));
        var context = CommandContext.of(UUID.randomUUID().toString());
        for (int repetition = 0; repetition < REPETITIONS_MAX; repetition++) {
            try {
                var outcome = instance.handle(id(user), command, context);
                if (!(outcome instanceof Outcome.Unknown) && !(outcome instanceof Outcome.Contended)) {
                    return outcome;
                }
            } catch (StoreException e) {
                // Certainly nothing was written; it tries again.
            }
        }
        throw new AssertionError("no answer to " + command + " after " + REPETITIONS_MAX + " repetitions");
    }

    private String id(int user) {
        return race + "-" + user;
    }
}
