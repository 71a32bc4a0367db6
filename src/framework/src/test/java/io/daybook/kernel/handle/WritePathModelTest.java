package io.daybook.kernel.handle;

import static io.daybook.fixture.Wallets.fill;
import static io.daybook.fixture.Wallets.open;
import static io.daybook.fixture.Wallets.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.ForwardingEventStore;
import io.daybook.fixture.Wallets;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletCommand;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.testtools.Interleavings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Append, idempotency and cache together: every interleaving of two instances and three commands, with every
 * placement of one lost answer. After each run, each answer must have been true at some moment of its request.
 */
class WritePathModelTest {
    private static final StreamName STREAM = new StreamName("wallet", "1");

    private record Step(WalletCommand command, CommandContext context) {}

    private record Answer(Step step, int commitsBefore, int commitsAfter, Outcome outcome) {}

    @Test
    void two_spendings_of_which_the_balance_covers_one() {
        check(List.of(step(spend("2.00"), "a")), List.of(step(spend("2.00"), "b"), step(fill("1.00"), "c")));
    }

    @Test
    void one_command_sent_to_both_instances_while_another_empties_the_wallet() {
        check(List.of(step(spend("2.00"), "a"), step(spend("1.00"), "b")), List.of(step(spend("2.00"), "a")));
    }

    @Test
    void one_command_repeated_on_one_instance_after_the_other_moved_on() {
        check(List.of(step(fill("1.00"), "a")), List.of(step(spend("3.00"), "b"), step(fill("1.00"), "a")));
    }

    @Test
    void commands_that_expect_a_version() {
        check(
                List.of(expecting(2, spend("1.00"), "a"), expecting(3, spend("1.00"), "b")),
                List.of(expecting(2, fill("5.00"), "c")));
    }

    @Test
    void closing_against_filling() {
        check(
                List.of(step(spend("3.00"), "a"), step(new WalletCommand.Close(), "b")),
                List.of(step(fill("1.00"), "c")));
    }

    @Test
    void commands_that_are_remembered_for_ever_have_one_outcome() {
        var first = new Step(spend("2.00"), CommandContext.of("a").rememberedForever());
        check(List.of(first, step(fill("9.00"), "b")), List.of(step(spend("3.00"), "c"), first));
    }

    @Test
    void two_instances_open_the_same_wallet() {
        int runs = Interleavings.explore(run -> {
            var store = new MemoryEventStore();
            var wallets = Wallets.onHeap(store);
            explore(
                    run,
                    store,
                    wallets,
                    List.of(step(open("1.00"), "a")),
                    List.of(step(open("2.00"), "b"), step(open("1.00"), "a")),
                    false);
        });
        assertThat(runs).isGreaterThan(10);
    }

    /** A wallet of 3.00 at version 2; the first instance knows it, the second only its first version. */
    private static void check(List<Step> one, List<Step> other) {
        int runs = Interleavings.explore(run -> {
            var store = new MemoryEventStore();
            explore(run, store, Wallets.onHeap(store), one, other, true);
        });
        assertThat(runs).isGreaterThan(50);
    }

    private static void explore(
            Interleavings.Run run,
            MemoryEventStore store,
            Wallets wallets,
            List<Step> one,
            List<Step> other,
            boolean warm) {
        var answers = new ArrayList<Answer>();
        var lostAnswers = new int[] {0};
        var first = run.actor();
        var second = run.actor();
        var firstHandler = wallets.instance(stepped(store, first, lostAnswers));
        var secondHandler = wallets.instance(stepped(store, second, lostAnswers));
        first.does(() -> one.forEach(step -> perform(firstHandler, store, step, answers)));
        second.does(() -> other.forEach(step -> perform(secondHandler, store, step, answers)));
        if (warm) {
            warmUp(store, firstHandler, secondHandler, wallets);
        }
        run.finish();
        verify(store, wallets, answers);
    }

    /** Before the actors take their first step, so that nothing comes in between. */
    private static void warmUp(
            MemoryEventStore store,
            CommandHandler<WalletCommand, Wallet.State, WalletEvent> knowsTwo,
            CommandHandler<WalletCommand, Wallet.State, WalletEvent> knowsOne,
            Wallets wallets) {
        var plain = wallets.instance(store);
        plain.handle("1", open("2.00"), CommandContext.of("opened"));
        knowsOne.streams.keep(
                STREAM,
                knowsOne.streams.plus(
                        knowsOne.streams.nothing(), store.all(STREAM).getFirst()));
        plain.handle("1", fill("1.00"), CommandContext.of("filled"));
        var fold = knowsTwo.streams.nothing();
        for (var commit : store.all(STREAM)) {
            fold = knowsTwo.streams.plus(fold, commit);
        }
        knowsTwo.streams.keep(STREAM, fold);
    }

    private static ForwardingEventStore stepped(MemoryEventStore store, Interleavings.Actor actor, int[] lostAnswers) {
        return new ForwardingEventStore(store) {
            @Override
            protected void before(String call) {
                actor.step();
            }

            @Override
            public AppendResult append(Append append) {
                before("append");
                // In one append of a run: refused and taken, each with its answer lost.
                int fate = lostAnswers[0] == 0 ? actor.choose(3) : 0;
                if (fate != 0) {
                    lostAnswers[0]++;
                }
                if (fate == 1) {
                    return new AppendResult.Unknown();
                }
                var result = store.append(append);
                return fate == 2 ? new AppendResult.Unknown() : result;
            }
        };
    }

    /** What a client does: a command whose outcome is unknown is sent again with the same id. */
    private static void perform(
            CommandHandler<WalletCommand, Wallet.State, WalletEvent> handler,
            MemoryEventStore store,
            Step step,
            List<Answer> answers) {
        Outcome outcome;
        do {
            int before = store.all(STREAM).size();
            outcome = handler.handle("1", step.command(), step.context());
            synchronized (answers) {
                answers.add(new Answer(step, before, store.all(STREAM).size(), outcome));
            }
        } while (outcome instanceof Outcome.Unknown);
    }

    private static void verify(MemoryEventStore store, Wallets wallets, List<Answer> answers) {
        var commits = store.all(STREAM);
        long version = 0;
        for (var commit : commits) {
            assertThat(commit.firstVersion()).isEqualTo(version + 1);
            version = commit.lastVersion();
        }
        assertThat(commits.stream().map(commit -> commit.metadata().commandId()))
                .doesNotHaveDuplicates();
        for (var answer : answers) {
            assertThat(isTrue(answer, commits, wallets)).as("%s", answer).isTrue();
            int at = commitOf(answer.step().context().commandId(), commits);
            if (at >= 0) {
                assertThat(wallets.codec().decode(commits.get(at)))
                        .extracting(Recorded::event)
                        .as("what %s decides on the commits before its own", answer.step())
                        .isEqualTo(decide(answer.step(), commits.subList(0, at), wallets));
            }
        }
        for (var answer : answers) {
            for (var again : answers) {
                if (answer.step().equals(again.step())
                        && answer.step().context().memory() == CommandContext.Memory.FOREVER
                        && !(answer.outcome() instanceof Outcome.Unknown)
                        && !(again.outcome() instanceof Outcome.Unknown)) {
                    assertThat(withoutDuplicate(again)).isEqualTo(withoutDuplicate(answer));
                }
            }
        }
    }

    private static Object withoutDuplicate(Answer answer) {
        return switch (answer.outcome()) {
            case Outcome.Accepted accepted -> accepted.events();
            case Outcome.Rejected rejected -> rejected.code();
            case Outcome other -> other;
        };
    }

    private static boolean isTrue(Answer answer, List<Commit> commits, Wallets wallets) {
        var commandId = answer.step().context().commandId();
        return switch (answer.outcome()) {
            case Outcome.Unknown _ -> true;
            case Outcome.Accepted accepted -> {
                int at = commitOf(commandId, commits);
                yield at >= 0
                        && at < answer.commitsAfter()
                        && accepted.version() == commits.get(at).lastVersion()
                        && accepted.equals(accepted(commits.get(at), accepted.duplicate(), wallets))
                        && (accepted.duplicate() || at >= answer.commitsBefore());
            }
            case Outcome other -> {
                boolean everTrue = false;
                for (int known = answer.commitsBefore(); known <= answer.commitsAfter(); known++) {
                    everTrue |= sameAnswer(other, judge(answer.step(), commits.subList(0, known), wallets));
                }
                // For ever also means: a rejection that a repetition recalls was true when it was first given.
                yield everTrue || answer.step().context().memory() == CommandContext.Memory.FOREVER;
            }
        };
    }

    private static boolean sameAnswer(Outcome one, Outcome other) {
        return one.equals(other);
    }

    private static int commitOf(String commandId, List<Commit> commits) {
        for (int i = 0; i < commits.size(); i++) {
            if (commits.get(i).metadata().commandId().equals(commandId)) {
                return i;
            }
        }
        return -1;
    }

    private static List<WalletEvent> decide(Step step, List<Commit> prefix, Wallets wallets) {
        return new Wallet().decide(step.command(), fold(prefix, wallets))
                        instanceof Decision.Accepted<WalletEvent>(var events)
                ? events
                : List.of();
    }

    private static Wallet.State fold(List<Commit> prefix, Wallets wallets) {
        var wallet = new Wallet();
        var state = wallet.initial();
        for (var commit : prefix) {
            for (var recorded : wallets.codec().decode(commit)) {
                state = wallet.evolve(state, recorded.event());
            }
        }
        return state;
    }

    /** The contract's order of checks on a known prefix, written again without cache, store or retries. */
    private static Outcome judge(Step step, List<Commit> prefix, Wallets wallets) {
        int repeated = commitOf(step.context().commandId(), prefix);
        if (repeated >= 0) {
            return accepted(prefix.get(repeated), true, wallets);
        }
        long version = prefix.isEmpty() ? 0 : prefix.getLast().lastVersion();
        if (version == 0 && !(step.command() instanceof WalletCommand.Open)) {
            return new Outcome.NotFound();
        }
        var expected = step.context().expectedVersion();
        if (expected != null && expected != version) {
            return new Outcome.VersionMismatch(expected, version);
        }
        return switch (new Wallet().decide(step.command(), fold(prefix, wallets))) {
            case Decision.Rejected<WalletEvent>(var reason) -> Outcome.Rejected.of(reason);
            case Decision.Accepted<WalletEvent>(var events) when events.isEmpty() -> new Outcome.Unchanged(version);
            case Decision.Accepted<WalletEvent>(var events) ->
                new Outcome.Accepted(
                        version + 1,
                        events.stream()
                                .map(event -> WalletEvent.TYPES.typeOf(event).name())
                                .toList(),
                        List.copyOf(events),
                        false);
        };
    }

    private static Outcome.Accepted accepted(Commit commit, boolean duplicate, Wallets wallets) {
        return new Outcome.Accepted(
                commit.firstVersion(),
                commit.events().stream().map(EncodedEvent::type).toList(),
                wallets.codec().decode(commit).stream()
                        .<Object>map(Recorded::event)
                        .toList(),
                duplicate);
    }

    private static Step step(WalletCommand command, String commandId) {
        return new Step(command, CommandContext.of(commandId));
    }

    private static Step expecting(long version, WalletCommand command, String commandId) {
        return new Step(command, CommandContext.of(commandId).expecting(version));
    }
}
