package io.daybook.kernel.process;

import io.daybook.kernel.consume.CatchUp;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.process.SagaSends.Failure;
import io.daybook.kernel.process.SagaSends.Reply;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Trouble;
import io.daybook.kernel.store.CommitTooLargeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One runner's work on one instance: load, fold, save, send; again if another runner was faster. */
final class SagaRun<S> {
    /** A list of 1,000 commands takes 40 rounds of 25. A saga that never stops must not run without end. */
    private static final int WAVES_MAX = 100;

    /** How many sends in a row may bring no outcome, which takes about 9 hours, before people are told. */
    private static final int ATTEMPTS_QUIET_MAX = 10;

    private static final Progress OVERTAKEN = new Progress.Postponed("another runner saved first");

    private final SagaConsumer<S> consumer;
    private final SagaConsumer.Ports ports;
    private final SagaFold<S> fold;
    private final String id;
    private final Deadline deadline;

    /** Null where there is no such instance. */
    private @Nullable Draft<S> draft;

    /** Whether the instance was given up when it was loaded or saved last. */
    private boolean wasStuck;

    /** The cause of the error, if it failed in this run. */
    private @Nullable RuntimeException cause;

    SagaRun(SagaConsumer<S> consumer, String id, Deadline deadline) {
        this.consumer = consumer;
        this.ports = consumer.ports;
        this.fold = consumer.fold;
        this.id = id;
        this.deadline = deadline;
    }

    /**
     * Takes what is new in a stream, then sends everything that is pending. A redrive also fires the timers that are
     * due, because one that could not be handled may be the reason for the redrive.
     */
    Progress deliver(StreamName stream, List<Commit> delivered) {
        for (int attempt = 1; attempt <= ports.settings().savesMax(); attempt++) {
            load();
            if (draft != null && draft.instance().isClosed()) {
                return Progress.APPLIED;
            }
            var taken = takeAll(stream, delivered);
            if (taken.isPresent() && (!delivered.isEmpty() || fireTimers(now()))) {
                send();
                return progress(taken.get(), delivered.isEmpty());
            }
            ports.settings().backoff().pause(attempt);
        }
        return new Progress.Postponed("lost " + ports.settings().savesMax() + " races in a row to save " + id);
    }

    /** Fires the timers that are due, then sends what is pending. */
    void sweep(Instant now) {
        for (int attempt = 1; attempt <= ports.settings().savesMax(); attempt++) {
            load();
            if (fireTimers(now)) {
                send();
                return;
            }
            ports.settings().backoff().pause(attempt);
        }
    }

    /**
     * The first save wins: an outcome that is saved before this may end the instance, and one that comes after it is
     * ignored.
     */
    Closing close(String reason) {
        for (int attempt = 1; attempt <= ports.settings().savesMax(); attempt++) {
            load();
            var there = draft;
            if (there == null) {
                return new Closing.NotThere();
            }
            if (there.instance().isClosed()) {
                return new Closing.Closed(there.instance());
            }
            if (there.instance().trouble().stuck() == null) {
                return new Closing.NotStuck();
            }
            var closed = fold.close(there, reason, now());
            var stored = ports.table().save(fold.toSave(closed, now()), closed.unsaved());
            if (stored.isPresent()) {
                return new Closing.Closed(stored.get());
            }
            ports.settings().backoff().pause(attempt);
        }
        return new Closing.Contended();
    }

    private void load() {
        draft = ports.table().read(consumer.name(), id).map(Draft::<S>of).orElse(null);
        wasStuck = draft != null && draft.instance().trouble().stuck() != null;
    }

    /** Empty if another runner saved first. */
    private Optional<Progress> takeAll(StreamName stream, List<Commit> delivered) {
        Progress progress;
        try {
            progress = consumer.catchUp.follow(stream, delivered, deadline, new Taking(stream));
        } catch (PoisonException e) {
            progress = e.progress();
        }
        boolean isStored =
                !progress.equals(OVERTAKEN) && (draft == null || draft.unsaved().isEmpty() || save());
        return isStored ? Optional.of(progress) : Optional.empty();
    }

    /** What one stream makes of the instance. */
    private final class Taking implements CatchUp.Follower {
        private StreamPosition position;

        Taking(StreamName stream) {
            this.position = draft == null
                    ? StreamPosition.START
                    : draft.instance().work().applied(stream);
        }

        @Override
        public StreamPosition position() {
            return position;
        }

        @Override
        public Progress take(List<Commit> commits) {
            for (var commit : commits) {
                if (draft != null && !draft.hasRoomFor(commit.events().size()) && !save()) {
                    return OVERTAKEN;
                }
                draft = consumer.triggers.commit(draft, id, commit, SagaRun.this::now);
                position = commit.end();
            }
            return Progress.APPLIED;
        }
    }

    /** @return false if another runner saved first */
    private boolean save() {
        var before = draft;
        if (before == null) {
            return true;
        }
        var stored = ports.table().save(fold.toSave(before, now()), before.unsaved());
        stored.ifPresent(instance -> {
            draft = before.saved(instance);
            boolean isStuck = instance.trouble().stuck() != null;
            if (isStuck && !wasStuck) {
                consumer.failures.gaveUp(instance);
            }
            wasStuck = isStuck;
        });
        return stored.isPresent();
    }

    /** @return false if another runner saved first */
    private boolean fireTimers(Instant now) {
        if (draft == null) {
            return true;
        }
        var before = draft;
        var taken = consumer.triggers.timersDue(before, now, this::now);
        try {
            draft = taken.next();
            return taken.failure().isPresent()
                    ? fail(taken.next(), taken.failure().get())
                    : taken.next().unsaved().isEmpty() || save();
        } catch (CommitTooLargeException e) {
            return fail(before, Failure.of(e));
        }
    }

    /** Sends what is pending, takes the outcomes, and sends what they lead to, until nothing is pending. */
    private void send() {
        for (int wave = 1; wave <= WAVES_MAX; wave++) {
            if (draft == null || draft.instance().work().pending().isEmpty() || deadline.hasPassed()) {
                return;
            }
            if (!settle(consumer.sends.sendAll(draft.instance(), deadline))) {
                return;
            }
        }
    }

    /** @return whether it is of use to send again */
    private boolean settle(List<Reply> replies) {
        for (int attempt = 1; attempt <= ports.settings().savesMax(); attempt++) {
            if (draft == null) {
                return false;
            }
            var before = draft;
            var taken = consumer.triggers.replies(before, replies, this::now);
            if (taken.next().unsaved().isEmpty()) {
                taken.failure().ifPresent(failure -> fail(before, failure));
                return taken.failure().isEmpty();
            }
            try {
                draft = taken.next();
                if (save()) {
                    return true;
                }
            } catch (CommitTooLargeException e) {
                fail(before, Failure.of(e));
                return false;
            }
            ports.settings().backoff().pause(attempt);
            load();
        }
        return false;
    }

    /**
     * Puts an instance that cannot go on aside, for a longer pause each time, and shows it to people.
     *
     * @return false if another runner saved first
     */
    private boolean fail(Draft<S> failed, Failure failure) {
        var instance = failed.instance();
        int attempts = instance.trouble().attempts() + (isResting(instance) ? 0 : 1);
        draft = failed.with(instance.with(
                new Trouble(attempts, failure.why(), instance.trouble().stuck())));
        cause = failure.cause();
        if (!save()) {
            return false;
        }
        if (failure.isDefect() || attempts >= ATTEMPTS_QUIET_MAX) {
            consumer.failures.park(instance, attempts, failure, now());
        }
        return true;
    }

    /**
     * Whether this attempt was caused only by a repeated record before the pause was over; such an attempt must not
     * make the pause longer.
     */
    private boolean isResting(SagaInstance failed) {
        var dueAt = failed.dueAt();
        return failed.trouble().attempts() > 0 && dueAt != null && now().isBefore(dueAt);
    }

    private Progress progress(Progress taken, boolean catchingUp) {
        if (draft == null || !(taken instanceof Progress.Applied)) {
            return taken;
        }
        if (!draft.instance().work().pending().isEmpty() && deadline.hasPassed()) {
            return new Progress.Postponed("the deadline has passed while commands are pending");
        }
        // Whoever redrives a stream wants to know whether it came right; a doorbell need not ring again.
        var error = draft.instance().trouble().error();
        return catchingUp && error != null ? new Progress.Postponed(error, cause) : taken;
    }

    private Instant now() {
        return ports.settings().clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
