package io.daybook.kernel.handle;

import static io.daybook.fixture.Wallets.fill;
import static io.daybook.fixture.Wallets.open;
import static io.daybook.fixture.Wallets.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.ForwardingEventStore;
import io.daybook.fixture.Wallets;
import io.daybook.kernel.access.Caller;
import io.daybook.kernel.access.StreamAccess;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletCommand;
import io.daybook.models.wallet.WalletEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may send a command is judged on the stream as it is when the command takes effect. */
class CallersTest {
    private static final StreamName STREAM = new StreamName("wallet", "1");
    private static final Outcome FORBIDDEN = new Outcome.Forbidden();
    private static final Caller CHILD = Caller.of("tim", "child");
    private static final Coins FIVE = Coins.parse("5.00");

    /** A child uses a wallet as long as there is little in it. */
    private static final StreamAccess<WalletCommand, Wallet.State> LITTLE = new StreamAccess<>() {
        @Override
        public boolean permits(Caller caller, WalletCommand command, String id, Wallet.State state) {
            return isLittle(state);
        }

        @Override
        public boolean shows(Caller caller, String id, Wallet.State state) {
            return isLittle(state);
        }

        private static boolean isLittle(Wallet.State state) {
            return !FIVE.minus(state.balance()).orElseThrow().isNegative();
        }
    };

    private final MemoryEventStore store = new MemoryEventStore();
    private final List<String> calls = new ArrayList<>();
    private final EventStore watched = new ForwardingEventStore(store) {
        @Override
        protected void before(String call) {
            calls.add(call);
        }
    };
    private final Wallets wallets = Wallets.onHeap(watched);
    private final CommandHandler<WalletCommand, Wallet.State, WalletEvent> handler = wallets.instance(watched, LITTLE);
    private final CommandHandler<WalletCommand, Wallet.State, WalletEvent> rival = wallets.instance(store);

    @Test
    void without_a_rule_operators_may_everything_and_others_nothing() {
        var unruled = wallets.instance(watched);
        assertThat(unruled.handle("1", open("1.00"), by("a", CHILD))).isEqualTo(FORBIDDEN);
        assertThat(unruled.handle("1", open("1.00"), by("a", Caller.of("ann", "operator"))))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(unruled.handle("1", fill("1.00"), by("b", CHILD))).isEqualTo(FORBIDDEN);
        assertThat(unruled.shows(CHILD, "1")).isFalse();
        assertThat(unruled.shows(Caller.operator(null), "1")).isTrue();
        assertThat(store.all(STREAM)).hasSize(1);
    }

    @Test
    void a_caller_without_any_role_may_nothing_whatever_the_rule_says() {
        assertThat(handler.handle("1", open("1.00"), by("a", Caller.of("tim")))).isEqualTo(FORBIDDEN);
        handler.handle("1", open("1.00"), by("b", CHILD));
        assertThat(handler.shows(Caller.of("tim"), "1")).isFalse();
        assertThat(handler.shows(CHILD, "1")).isTrue();
    }

    @Test
    void an_operator_is_no_matter_of_the_rule() {
        handler.handle("1", open("9.00"), by("a", Caller.of("ann", "operator")));
        assertThat(handler.handle("1", fill("1.00"), by("b", Caller.of("ann", "operator", "child"))))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void what_is_permitted_costs_no_read_on_a_warm_stream() {
        handler.handle("1", open("1.00"), by("a", CHILD));
        handler.handle("1", fill("1.00"), by("b", CHILD));
        assertThat(calls).containsExactly("append", "append");
    }

    @Test
    void a_refusal_is_given_only_after_the_tail_was_read() {
        handler.handle("1", open("9.00"), by("a", Caller.operator("ann")));
        rival.handle("1", spend("8.00"), CommandContext.of("b"));
        calls.clear();
        assertThat(handler.handle("1", fill("1.00"), by("c", CHILD))).isInstanceOf(Outcome.Accepted.class);
        assertThat(calls).containsExactly("read after", "append");
        calls.clear();
        rival.handle("1", fill("9.00"), CommandContext.of("d"));
        assertThat(wallets.instance(watched, LITTLE).handle("1", fill("1.00"), by("e", CHILD)))
                .isEqualTo(FORBIDDEN);
        assertThat(calls).containsExactly("read backward");
    }

    @Test
    void after_a_lost_race_the_caller_is_judged_again() {
        handler.handle("1", open("1.00"), by("a", CHILD));
        rival.handle("1", fill("8.00"), CommandContext.of("b"));
        calls.clear();
        assertThat(handler.handle("1", spend("1.00"), by("c", CHILD))).isEqualTo(FORBIDDEN);
        assertThat(calls).containsExactly("append", "read after");
        assertThat(store.all(STREAM)).hasSize(2);
    }

    @Test
    void after_each_lost_race_the_caller_is_judged_again() {
        handler.handle("1", open("1.00"), by("a", CHILD));
        var unlucky = new ForwardingEventStore(store) {
            private int rivals;

            @Override
            public AppendResult append(Append append) {
                rival.handle("1", fill("2.00"), CommandContext.of("rival" + rivals++));
                return super.append(append);
            }
        };
        // 1.00, 3.00, 5.00: permitted each time, and lost; 7.00: refused.
        assertThat(wallets.instance(unlucky, LITTLE).handle("1", spend("1.00"), by("b", CHILD)))
                .isEqualTo(FORBIDDEN);
        assertThat(store.all(STREAM)).hasSize(1 + 3);
    }

    @Test
    void a_command_that_starts_a_stream_is_judged_on_the_one_that_is_there_already() {
        rival.handle("1", open("9.00"), CommandContext.of("a"));
        assertThat(handler.handle("1", open("1.00"), by("b", CHILD))).isEqualTo(FORBIDDEN);
        assertThat(calls).containsExactly("append", "read backward");
    }

    @Test
    void a_stream_that_is_not_there_is_judged_on_the_initial_state() {
        assertThat(handler.handle("1", fill("1.00"), by("a", CHILD))).isEqualTo(new Outcome.NotFound());
        assertThat(wallets.instance(watched).handle("1", fill("1.00"), by("a", CHILD)))
                .isEqualTo(FORBIDDEN);
        assertThat(wallets.instance(watched).handle("1", fill("1.00"), CommandContext.of("a")))
                .isEqualTo(new Outcome.NotFound());
        assertThat(handler.shows(CHILD, "1")).isFalse();
    }

    @Test
    void a_refusal_comes_before_the_version_and_the_domain() {
        rival.handle("1", open("9.00"), CommandContext.of("a"));
        assertThat(handler.handle("1", spend("99.00"), by("b", CHILD).expecting(7)))
                .isEqualTo(FORBIDDEN);
        rival.handle("1", spend("9.00"), CommandContext.of("c"));
        assertThat(handler.handle("1", spend("99.00"), by("d", CHILD).expecting(7)))
                .isEqualTo(new Outcome.VersionMismatch(7, 2));
    }

    @Test
    void a_repetition_is_answered_as_the_first_time_although_its_caller_may_no_longer() {
        var first = (Outcome.Accepted) handler.handle("1", open("5.00"), by("a", CHILD));
        rival.handle("1", fill("1.00"), CommandContext.of("b"));
        var repeated = new Outcome.Accepted(1, first.types(), first.events(), true);
        assertThat(handler.handle("1", open("5.00"), by("a", CHILD))).isEqualTo(repeated);
        assertThat(wallets.instance(watched, LITTLE).handle("1", open("5.00"), by("a", CHILD)))
                .isEqualTo(repeated);
    }

    @Test
    void whether_a_key_belongs_to_another_command_is_told_only_to_those_who_may_send_this_one() {
        handler.handle("1", open("9.00"), by("a", Caller.operator("ann")).withFingerprint(new Fingerprint(1, 1)));
        var other = by("a", CHILD).withFingerprint(new Fingerprint(1, 2));
        assertThat(handler.handle("1", fill("1.00"), other)).isEqualTo(FORBIDDEN);
        assertThat(handler.handle("1", open("1.00"), other)).isEqualTo(FORBIDDEN);
        assertThat(wallets.instance(watched, LITTLE).handle("1", open("1.00"), other))
                .isEqualTo(FORBIDDEN);
        rival.handle("1", spend("8.00"), CommandContext.of("b"));
        assertThat(handler.handle("1", fill("1.00"), other)).isEqualTo(new Outcome.KeyReused());
        assertThat(wallets.instance(watched, LITTLE).handle("1", open("1.00"), other))
                .isEqualTo(new Outcome.KeyReused());
        rival.handle("1", fill("8.00"), CommandContext.of("c"));
        assertThat(handler.handle("1", fill("1.00"), other))
                .as("what the handler keeps of the stream is behind")
                .isEqualTo(FORBIDDEN);
    }

    @Test
    void a_key_that_a_rival_uses_first_is_told_only_to_those_who_may_send_this_command() {
        handler.handle("1", open("1.00"), by("a", CHILD));
        rival.handle("1", fill("8.00"), CommandContext.of("b").withFingerprint(new Fingerprint(1, 1)));
        assertThat(handler.handle("1", spend("1.00"), by("b", CHILD).withFingerprint(new Fingerprint(1, 2))))
                .isEqualTo(FORBIDDEN);
    }

    @Test
    void a_receipt_of_another_command_is_told_to_those_who_may_send_this_one() {
        var first = by("x", CHILD).withFingerprint(new Fingerprint(1, 1)).rememberedForever();
        var other = by("x", CHILD).withFingerprint(new Fingerprint(1, 2)).rememberedForever();
        handler.handle("1", open("1.00"), by("a", CHILD));
        handler.handle("1", spend("2.00"), first);
        assertThat(handler.handle("1", fill("1.00"), other)).isEqualTo(new Outcome.KeyReused());
        rival.handle("1", fill("8.00"), CommandContext.of("b"));
        assertThat(handler.handle("1", fill("1.00"), other)).isEqualTo(FORBIDDEN);
    }

    @Test
    void a_history_is_shown_by_the_state_as_it_is_now() {
        handler.handle("1", open("1.00"), by("a", CHILD));
        assertThat(handler.shows(CHILD, "1")).isTrue();
        rival.handle("1", fill("8.00"), CommandContext.of("b"));
        assertThat(handler.shows(CHILD, "1")).isFalse();
        rival.handle("1", spend("8.00"), CommandContext.of("c"));
        assertThat(handler.shows(CHILD, "1")).isTrue();
    }

    @Test
    void what_the_application_sends_for_a_user_is_sent_by_an_operator_and_carries_the_users_id() {
        var sent = new CommandContext("~a", null, "r", "c", "ada", null, CommandContext.Memory.FOREVER);
        assertThat(sent.caller()).isEqualTo(Caller.operator("ada"));
        wallets.instance(watched).handle("1", open("9.00"), sent);
        assertThat(store.all(STREAM).getFirst().metadata().userId()).isEqualTo("ada");
    }

    private static CommandContext by(String commandId, Caller caller) {
        return CommandContext.of(commandId).by(caller);
    }
}
