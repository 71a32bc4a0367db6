package io.daybook.kernel.handle;

import io.daybook.kernel.access.Caller;
import io.daybook.kernel.access.StreamAccess;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.StateCodec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The write path of one category: fold, ask whether the caller may send the command, decide, append, and start over if
 * another writer was faster. Safe for use by several threads.
 *
 * <p>Only an append that succeeded, or a duplicate, is answered from a cached state. Every other answer is given after
 * the end of the stream was read in this request.
 */
public final class CommandHandler<C, S, E> {
    private final Category<C, S, E> category;
    private final StreamAccess<C, S> access;
    private final EventStore store;
    final FoldedStreams<S, E> streams;
    private final Appends<S, E> appends;
    private final Receipts<E> receipts;
    private final WarmWrites warmWrites = new WarmWrites();
    private final HandlerSettings settings;

    /** A handler for commands that only operators may send. */
    public CommandHandler(
            Category<C, S, E> category,
            EventCodec<E> codec,
            StateCodec<S> states,
            EventStore store,
            Snapshots snapshots,
            HandlerSettings settings) {
        this(category, StreamAccess.operatorsOnly(), codec, states, store, snapshots, settings);
    }

    public CommandHandler(
            Category<C, S, E> category,
            StreamAccess<C, S> access,
            EventCodec<E> codec,
            StateCodec<S> states,
            EventStore store,
            Snapshots snapshots,
            HandlerSettings settings) {
        this.category = category;
        this.access = access;
        this.store = store;
        this.streams = new FoldedStreams<>(category, codec, states, store, snapshots, settings);
        this.appends = new Appends<>(category.decider(), codec, settings);
        this.receipts = new Receipts<>(codec, store);
        this.settings = settings;
    }

    public Category<C, S, E> category() {
        return category;
    }

    /**
     * Handles one command on the stream of {@code id}.
     *
     * @throws io.daybook.kernel.store.CommitTooLargeException if its events or claims would not fit; nothing was
     *     written
     * @throws io.daybook.kernel.failure.StoreException if storage could not be used; nothing was written
     * @throws io.daybook.kernel.schema.UnreadableEventException if the stream holds an event that cannot be read
     */
    public Outcome handle(String id, C command, CommandContext context) {
        return settings.signals().handling(category.name(), () -> new Run(category.stream(id), command, context).run());
    }

    /**
     * Whether the caller may read the history of the stream of {@code id}, as it is now.
     *
     * @return false also if a caller who is no operator asks for a stream that does not exist
     */
    public boolean shows(Caller caller, String id) {
        return caller.may(() -> {
            var stream = category.stream(id);
            var fold = streams.upToDate(stream, streams.cached(stream).orElseGet(streams::nothing), commit -> {});
            streams.keep(stream, fold);
            return fold.version() > 0 && access.shows(caller, id, fold.state());
        });
    }

    /** Forgets the states that it keeps, because the store may have lost the events that they were folded from. */
    public void forget() {
        streams.forget();
    }

    /** The result of the checks of a command on the present fold. */
    private sealed interface Verdict<S, E> {
        /** The command was appended before, by the commit that begins with this version. */
        record Repeated<S, E>(long firstVersion) implements Verdict<S, E> {}

        /** The command is answered without an append. */
        record Settle<S, E>(Outcome outcome) implements Verdict<S, E> {}

        record Write<S, E>(Change<S, E> change) implements Verdict<S, E> {}
    }

    /** One command while it is handled: what is known about its stream, and whether that was read in this request. */
    private final class Run {
        private final StreamName stream;
        private final C command;
        private final CommandContext context;

        private Folded<S> fold = streams.nothing();
        /** Whether the fold includes the end of the stream as it was at some moment of this request. */
        private boolean tailRead;
        /** A commit with this command's id that was read on the way. */
        private @Nullable Commit earlier;

        Run(StreamName stream, C command, CommandContext context) {
            this.stream = stream;
            this.command = command;
            this.context = context;
        }

        Outcome run() {
            boolean warm = start();
            int attempt = 1;
            while (attempt <= settings.attemptsMax()) {
                switch (judge()) {
                    case Verdict.Repeated<S, E>(var firstVersion) -> {
                        var outcome = repeat(firstVersion);
                        if (!(outcome instanceof Outcome.KeyReused)) {
                            return outcome;
                        }
                        if (tailRead) {
                            return isPermitted() ? outcome : new Outcome.Forbidden();
                        }
                        readTail();
                    }
                    case Verdict.Settle<S, E>(var outcome) -> {
                        if (tailRead) {
                            return settle(outcome);
                        }
                        readTail();
                    }
                    case Verdict.Write<S, E>(var change) -> {
                        var append = appends.of(stream, context, fold, change);
                        var result = store.append(append);
                        if (warm && !tailRead) {
                            warmWrites.record(result instanceof AppendResult.Conflict);
                        }
                        var answer = answer(result, append.commit(), change);
                        if (answer.isPresent()) {
                            return answer.get();
                        }
                        if (result instanceof AppendResult.Conflict) {
                            settings.backoff().pause(attempt);
                            attempt++;
                        }
                        readTail();
                    }
                }
            }
            return new Outcome.Contended(settings.attemptsMax());
        }

        /**
         * Begins with the cached fold; with nothing for a command that starts a stream, because its conditional write
         * proves that there was none; or with the stored stream.
         *
         * @return whether the fold came from the cache
         */
        private boolean start() {
            var cached = streams.cached(stream);
            if (cached.isPresent()) {
                fold = cached.get();
                if (!warmWrites.mayWriteWithoutReading()) {
                    readTail();
                    warmWrites.record(fold.version() > cached.get().version());
                }
            } else if (!category.creates(command)) {
                readTail();
            }
            return cached.isPresent();
        }

        private void readTail() {
            fold = streams.upToDate(stream, fold, this::notice);
            tailRead = true;
        }

        private void notice(Commit commit) {
            if (commit.metadata().commandId().equals(context.commandId())) {
                earlier = commit;
            }
        }

        /** The order is part of docs/http.md: duplicate, forbidden, not found, version, then the domain. */
        private Verdict<S, E> judge() {
            if (earlier != null) {
                return new Verdict.Repeated<>(earlier.firstVersion());
            }
            var repeated = fold.recent().firstVersionOf(context.commandId());
            if (repeated.isPresent()) {
                return new Verdict.Repeated<>(repeated.getAsLong());
            }
            if (!isPermitted()) {
                return new Verdict.Settle<>(new Outcome.Forbidden());
            }
            if (fold.version() == 0 && !category.creates(command)) {
                return new Verdict.Settle<>(new Outcome.NotFound());
            }
            var expected = context.expectedVersion();
            if (expected != null && expected != fold.version()) {
                return new Verdict.Settle<>(new Outcome.VersionMismatch(expected, fold.version()));
            }
            return switch (category.decider().decide(command, fold.state())) {
                case Decision.Rejected<E>(var reason) -> new Verdict.Settle<>(Outcome.Rejected.of(reason));
                case Decision.Accepted<E>(var events)
                when events.isEmpty() -> new Verdict.Settle<>(new Outcome.Unchanged(fold.version()));
                case Decision.Accepted<E>(var events) -> new Verdict.Write<>(streams.change(fold, events));
            };
        }

        private boolean isPermitted() {
            var caller = context.caller();
            return caller.may(() -> access.permits(caller, command, stream.id(), fold.state()));
        }

        /** Empty if the command must be decided again after the end of the stream is read again. */
        private Optional<Outcome> answer(AppendResult result, Commit commit, Change<S, E> change) {
            return switch (result) {
                case AppendResult.Appended _ -> {
                    appends.checkClock(commit);
                    streams.advance(stream, fold, fold.plus(commit, change.after()));
                    yield Optional.of(Receipts.accepted(commit, change.events(), false));
                }
                case AppendResult.Duplicate(var first) -> {
                    earlier = first;
                    var outcome = receipts.repeated(first, context);
                    yield outcome instanceof Outcome.KeyReused ? Optional.empty() : Optional.of(outcome);
                }
                case AppendResult.Conflict(var winner) -> {
                    absorb(winner);
                    yield Optional.empty();
                }
                case AppendResult.ClaimTaken(var key) ->
                    tailRead ? Optional.of(settle(appends.refusal(change, key))) : Optional.empty();
                case AppendResult.AlreadySettled(var receipt) -> {
                    var outcome = receipts.recall(receipt, context);
                    yield tailRead || !(outcome instanceof Outcome.KeyReused) ? Optional.of(outcome) : Optional.empty();
                }
                case AppendResult.Contended(var attempts) -> Optional.of(new Outcome.Contended(attempts));
                case AppendResult.Unknown(var cause) -> Optional.of(new Outcome.Unknown(cause));
            };
        }

        /**
         * Folds the winner, so that only what follows it has to be read. An empty fold is loaded as a whole, and so is one
         * of another history than the stored one.
         */
        private void absorb(@Nullable Commit winner) {
            if (winner != null && fold.version() > 0) {
                notice(winner);
                fold = winner.follows(fold.end()) ? streams.plus(fold, winner) : streams.nothing();
            }
        }

        private Outcome repeat(long firstVersion) {
            return earlier != null
                    ? receipts.repeated(earlier, context)
                    : receipts.repeated(stream, context, firstVersion);
        }

        /** Answers without an append. If the command asked to be remembered, the answer is kept in a receipt. */
        private Outcome settle(Outcome outcome) {
            streams.keep(stream, fold);
            return outcome instanceof Outcome.Settled settled ? receipts.settle(stream, context, settled) : outcome;
        }
    }
}
