package io.daybook.kernel.decide;

import static io.daybook.testing.Accounts.deposit;
import static io.daybook.testing.Accounts.open;
import static io.daybook.testing.Accounts.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.domain.account.Account;
import io.daybook.domain.account.AccountCommand;
import io.daybook.domain.account.AccountEvent;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.testing.Accounts;
import io.daybook.testing.ForwardingEventStore;
import io.daybook.testing.Interleavings;
import io.daybook.testing.MemoryEventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Append, idempotency and cache together: every interleaving of two instances and three commands, with every
 * placement of one lost answer. After each run, each answer must have been true at some moment of its request.
 */
class WritePathModelTest {
    private static final StreamName STREAM = new StreamName("account", "1");

    private record Step(AccountCommand command, CommandContext context) {}

    private record Answer(Step step, int commitsBefore, int commitsAfter, Outcome outcome) {}

    @Test
    void two_withdrawals_of_which_the_balance_covers_one() {
        check(List.of(step(withdraw("2.00"), "a")), List.of(step(withdraw("2.00"), "b"), step(deposit("1.00"), "c")));
    }

    @Test
    void one_command_sent_to_both_instances_while_another_empties_the_account() {
        check(List.of(step(withdraw("2.00"), "a"), step(withdraw("1.00"), "b")), List.of(step(withdraw("2.00"), "a")));
    }

    @Test
    void one_command_repeated_on_one_instance_after_the_other_moved_on() {
        check(List.of(step(deposit("1.00"), "a")), List.of(step(withdraw("3.00"), "b"), step(deposit("1.00"), "a")));
    }

    @Test
    void commands_that_expect_a_version() {
        check(
                List.of(expecting(2, withdraw("1.00"), "a"), expecting(3, withdraw("1.00"), "b")),
                List.of(expecting(2, deposit("5.00"), "c")));
    }

    @Test
    void closing_against_depositing() {
        check(
                List.of(step(withdraw("3.00"), "a"), step(new AccountCommand.Close(), "b")),
                List.of(step(deposit("1.00"), "c")));
    }

    @Test
    void commands_that_are_remembered_for_ever_have_one_outcome() {
        var first = new Step(withdraw("2.00"), CommandContext.of("a").rememberedForever());
        check(List.of(first, step(deposit("9.00"), "b")), List.of(step(withdraw("3.00"), "c"), first));
    }

    @Test
    void two_instances_open_the_same_account() {
        int runs = Interleavings.explore(run -> {
            var store = new MemoryEventStore();
            var accounts = Accounts.onHeap(store);
            explore(
                    run,
                    store,
                    accounts,
                    List.of(step(open("1.00"), "a")),
                    List.of(step(open("2.00"), "b"), step(open("1.00"), "a")),
                    false);
        });
        assertThat(runs).isGreaterThan(10);
    }

    /** An account of 3.00 at version 2; the first instance knows it, the second only its first version. */
    private static void check(List<Step> one, List<Step> other) {
        int runs = Interleavings.explore(run -> {
            var store = new MemoryEventStore();
            explore(run, store, Accounts.onHeap(store), one, other, true);
        });
        assertThat(runs).isGreaterThan(50);
    }

    private static void explore(
            Interleavings.Run run,
            MemoryEventStore store,
            Accounts accounts,
            List<Step> one,
            List<Step> other,
            boolean warm) {
        var answers = new ArrayList<Answer>();
        var lostAnswers = new int[] {0};
        var first = run.actor();
        var second = run.actor();
        var firstHandler = accounts.instance(stepped(store, first, lostAnswers));
        var secondHandler = accounts.instance(stepped(store, second, lostAnswers));
        first.does(() -> one.forEach(step -> perform(firstHandler, store, step, answers)));
        second.does(() -> other.forEach(step -> perform(secondHandler, store, step, answers)));
        if (warm) {
            warmUp(store, firstHandler, secondHandler, accounts);
        }
        run.finish();
        verify(store, accounts, answers);
    }

    /** Before the actors take their first step, so that nothing comes in between. */
    private static void warmUp(
            MemoryEventStore store,
            CommandHandler<AccountCommand, Account.State, AccountEvent> knowsTwo,
            CommandHandler<AccountCommand, Account.State, AccountEvent> knowsOne,
            Accounts accounts) {
        var plain = accounts.instance(store);
        plain.handle("1", open("2.00"), CommandContext.of("opened"));
        knowsOne.cache.put(
                STREAM,
                knowsOne.folder.plus(
                        knowsOne.folder.nothing(), store.all(STREAM).getFirst()));
        plain.handle("1", deposit("1.00"), CommandContext.of("deposited"));
        var fold = knowsTwo.folder.nothing();
        for (var commit : store.all(STREAM)) {
            fold = knowsTwo.folder.plus(fold, commit);
        }
        knowsTwo.cache.put(STREAM, fold);
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
            CommandHandler<AccountCommand, Account.State, AccountEvent> handler,
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

    private static void verify(MemoryEventStore store, Accounts accounts, List<Answer> answers) {
        var commits = store.all(STREAM);
        long version = 0;
        for (var commit : commits) {
            assertThat(commit.firstVersion()).isEqualTo(version + 1);
            version = commit.lastVersion();
        }
        assertThat(commits.stream().map(commit -> commit.metadata().commandId()))
                .doesNotHaveDuplicates();
        for (var answer : answers) {
            assertThat(isTrue(answer, commits, accounts)).as("%s", answer).isTrue();
            int at = commitOf(answer.step().context().commandId(), commits);
            if (at >= 0) {
                assertThat(accounts.codec().decode(commits.get(at)))
                        .extracting(Recorded::event)
                        .as("what %s decides on the commits before its own", answer.step())
                        .isEqualTo(decide(answer.step(), commits.subList(0, at), accounts));
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
            case Outcome.Rejected(var reason) -> reason.code();
            case Outcome other -> other;
        };
    }

    private static boolean isTrue(Answer answer, List<Commit> commits, Accounts accounts) {
        var commandId = answer.step().context().commandId();
        return switch (answer.outcome()) {
            case Outcome.Unknown() -> true;
            case Outcome.Accepted accepted
            when !accepted.events().isEmpty() -> {
                int at = commitOf(commandId, commits);
                yield at >= 0
                        && at < answer.commitsAfter()
                        && accepted.version() == commits.get(at).lastVersion()
                        && accepted.events().equals(commits.get(at).events())
                        && (accepted.duplicate() || at >= answer.commitsBefore());
            }
            case Outcome other -> {
                boolean everTrue = false;
                for (int known = answer.commitsBefore(); known <= answer.commitsAfter(); known++) {
                    everTrue |= sameAnswer(other, judge(answer.step(), commits.subList(0, known), accounts));
                }
                // For ever also means: a rejection that a repetition recalls was true when it was first given.
                yield everTrue || answer.step().context().memory() == CommandContext.Memory.FOREVER;
            }
        };
    }

    private static boolean sameAnswer(Outcome one, Outcome other) {
        return one instanceof Outcome.Rejected(var mine) && other instanceof Outcome.Rejected(var its)
                ? mine.code().equals(its.code())
                : one.equals(other);
    }

    private static int commitOf(String commandId, List<Commit> commits) {
        for (int i = 0; i < commits.size(); i++) {
            if (commits.get(i).metadata().commandId().equals(commandId)) {
                return i;
            }
        }
        return -1;
    }

    private static List<AccountEvent> decide(Step step, List<Commit> prefix, Accounts accounts) {
        return new Account().decide(step.command(), fold(prefix, accounts))
                        instanceof Decision.Accepted<AccountEvent>(var events)
                ? events
                : List.of();
    }

    private static Account.State fold(List<Commit> prefix, Accounts accounts) {
        var account = new Account();
        var state = account.initial();
        for (var commit : prefix) {
            for (var recorded : accounts.codec().decode(commit)) {
                state = account.evolve(state, recorded.event());
            }
        }
        return state;
    }

    /** The contract's order of checks on a known prefix, written again without cache, store or retries. */
    private static Outcome judge(Step step, List<Commit> prefix, Accounts accounts) {
        int repeated = commitOf(step.context().commandId(), prefix);
        if (repeated >= 0) {
            return Outcome.Accepted.of(prefix.get(repeated), true);
        }
        long version = prefix.isEmpty() ? 0 : prefix.getLast().lastVersion();
        if (version == 0 && !(step.command() instanceof AccountCommand.Open)) {
            return new Outcome.NotFound();
        }
        var expected = step.context().expectedVersion();
        if (expected != null && expected != version) {
            return new Outcome.VersionMismatch(expected, version);
        }
        return switch (new Account().decide(step.command(), fold(prefix, accounts))) {
            case Decision.Rejected<AccountEvent>(var reason) -> new Outcome.Rejected(reason);
            case Decision.Accepted<AccountEvent>(var events) ->
                new Outcome.Accepted(
                        version + events.size(),
                        events.stream()
                                .map(event -> new EncodedEvent("", "", 1, Objects.toString(event)))
                                .toList(),
                        false);
        };
    }

    private static Step step(AccountCommand command, String commandId) {
        return new Step(command, CommandContext.of(commandId));
    }

    private static Step expecting(long version, AccountCommand command, String commandId) {
        return new Step(command, CommandContext.of(commandId).expecting(version));
    }
}
