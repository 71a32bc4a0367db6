package io.daybook.shop.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.memory.HeapCodec;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.user.UserCommand.*;
import io.daybook.shop.user.UserRejection.EmailTaken;
import io.daybook.testtools.ForAll;
import io.daybook.testtools.Race;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An email address has one holder, and only as long as that one is not inactive. */
final class EmailClaimsTest {
    private static final List<String> ADDRESSES = List.of("a@example.org", "b@example.org", "c@example.org");
    private static final int USERS = 5;

    private final MemoryEventStore store = new MemoryEventStore();
    private final HeapCodec<UserEvent> codec = new HeapCodec<>(UserEvent.TYPES);
    private final CommandHandler<UserCommand, User.State, UserEvent> users = instance(store);

    @Test
    void of_10_users_racing_for_one_email_exactly_one_registers() {
        var outcomes = Race.of(
                10,
                n -> send(instance(store), "u" + n, new Register(n % 2 == 0 ? "a@x.org" : "A@X.ORG", "Ada", "web")));
        assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(EmailClaimsTest::isEmailTaken).hasSize(9);
        assertThat(store.streams()
                        .filter(stream -> !store.all(stream).isEmpty())
                        .toList())
                .isEqualTo(List.of(holder("a@x.org").orElseThrow()));
    }

    @Test
    void of_10_users_racing_for_one_email_exactly_one_registers_although_answers_are_lost() {
        ForAll.seeds(50, random -> {
            var world = new EmailClaimsTest();
            long faults = random.nextLong();
            var outcomes = Race.of(10, n -> world.insist("u" + n, new Random(faults + n)));
            assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(EmailClaimsTest::isEmailTaken).hasSize(9);
        });
    }

    @Test
    void changing_the_email_frees_the_old_one() {
        register("u1", "a@x.org");
        assertThat(send(users, "u2", new Register("a@x.org", "Bo", "web"))).matches(EmailClaimsTest::isEmailTaken);
        assertThat(send(users, "u1", new ChangeEmail("b@x.org"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(send(users, "u2", new Register("a@x.org", "Bo", "web"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(holder("b@x.org")).contains(new StreamName("user", "u1"));
    }

    @Test
    void changing_the_email_to_a_taken_one_changes_nothing() {
        register("u1", "a@x.org");
        register("u2", "b@x.org");
        assertThat(send(users, "u2", new ChangeEmail("A@x.org")))
                .isEqualTo(Outcome.Rejected.of(new EmailTaken("A@x.org")));
        assertThat(holder("b@x.org")).contains(new StreamName("user", "u2"));
    }

    @Test
    void changing_only_the_case_keeps_the_claim() {
        register("u1", "a@x.org");
        assertThat(send(users, "u1", new ChangeEmail("A@X.org"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(holder("a@x.org")).contains(new StreamName("user", "u1"));
    }

    @Test
    void deactivating_frees_the_email_and_activating_claims_it_again() {
        register("u1", "a@x.org");
        send(users, "u1", new Deactivate());
        assertThat(holder("a@x.org")).isEmpty();
        register("u2", "a@x.org");
        assertThat(send(users, "u1", new Activate())).isEqualTo(Outcome.Rejected.of(new EmailTaken("a@x.org")));
        send(users, "u2", new Deactivate());
        assertThat(send(users, "u1", new Activate())).isInstanceOf(Outcome.Accepted.class);
        assertThat(holder("a@x.org")).contains(new StreamName("user", "u1"));
    }

    @Test
    void an_inactive_user_may_change_to_an_email_that_another_one_holds() {
        register("u1", "a@x.org");
        register("u2", "b@x.org");
        send(users, "u2", new Deactivate());
        assertThat(send(users, "u2", new ChangeEmail("a@x.org"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(send(users, "u2", new Activate())).matches(EmailClaimsTest::isEmailTaken);
    }

    @Test
    void a_thousand_random_steps_never_leave_two_holders_nor_an_address_held_by_nobody() {
        ForAll.seeds(5, random -> new RandomWalk(random).steps(1_000));
    }

    /** Repeats the command, with the same id, until there is an answer. */
    private Outcome insist(String id, Random random) {
        var instance = instance(new LosingAnswers(store, random));
        var context = CommandContext.of(UUID.randomUUID().toString());
        Outcome outcome = new Outcome.Unknown();
        while (outcome instanceof Outcome.Unknown) {
            outcome = instance.handle(id, new Register("a@x.org", "Ada", "web"), context);
        }
        return outcome;
    }

    /** Five users over three addresses, on two instances with caches of their own. */
    private static final class RandomWalk {
        private final Random random;
        private final EmailClaimsTest world = new EmailClaimsTest();
        private final List<CommandHandler<UserCommand, User.State, UserEvent>> instances =
                List.of(world.users, world.instance(world.store));

        RandomWalk(Random random) {
            this.random = random;
        }

        void steps(int steps) {
            for (int step = 0; step < steps; step++) {
                var id = "u" + random.nextInt(USERS);
                var before = world.holders();
                var command = command();
                var outcome = world.send(instances.get(random.nextInt(2)), id, command);
                assertThat(world.holders())
                        .as("after step %s: %s %s", step, id, command)
                        .isEqualTo(world.claimed());
                if (isEmailTaken(outcome)) {
                    assertThat(world.holders()).isEqualTo(before);
                }
            }
        }

        private UserCommand command() {
            var address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
            var email = random.nextBoolean() ? address : address.toUpperCase(Locale.ROOT);
            return switch (random.nextInt(4)) {
                case 0 -> new Register(email, "Ada", "web");
                case 1 -> new ChangeEmail(email);
                case 2 -> new Activate();
                default -> new Deactivate();
            };
        }
    }

    /** Which user holds which address, by the states; fails where two do. */
    private Map<String, StreamName> holders() {
        var holders = new HashMap<String, StreamName>();
        for (int n = 0; n < USERS; n++) {
            var stream = new StreamName("user", "u" + n);
            for (var claim : new User().claims(state(stream))) {
                assertThat(holders.put(claim.value(), stream)).as(claim.value()).isNull();
            }
        }
        return holders;
    }

    /** The same by the claims in the store. */
    private Map<String, StreamName> claimed() {
        var claimed = new HashMap<String, StreamName>();
        ADDRESSES.forEach(address -> holder(address).ifPresent(stream -> claimed.put(address, stream)));
        return claimed;
    }

    private User.State state(StreamName stream) {
        var user = new User();
        var state = user.initial();
        for (var commit : store.all(stream)) {
            for (var recorded : codec.decode(commit)) {
                state = user.evolve(state, recorded.event());
            }
        }
        return state;
    }

    private CommandHandler<UserCommand, User.State, UserEvent> instance(EventStore on) {
        return new CommandHandler<>(
                User.CATEGORY, codec, new HeapCodec.States<>(), on, Snapshots.none(), ShopForTests.settings());
    }

    private void register(String id, String email) {
        assertThat(send(users, id, new Register(email, "Ada", "web"))).isInstanceOf(Outcome.Accepted.class);
    }

    private Outcome send(CommandHandler<UserCommand, User.State, UserEvent> to, String id, UserCommand command) {
        return to.handle(id, command, CommandContext.of(UUID.randomUUID().toString()));
    }

    private Optional<StreamName> holder(String email) {
        return store.holder("user-email#" + email);
    }

    private static boolean isEmailTaken(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected && rejected.code().equals("email-taken");
    }
}
