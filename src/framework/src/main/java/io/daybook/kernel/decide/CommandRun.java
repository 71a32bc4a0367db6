package io.daybook.kernel.decide;

import io.daybook.kernel.decide.CommandContext.Memory;
import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.CorruptStreamException;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.Receipt;
import io.daybook.kernel.store.Receipt.Settled;
import io.daybook.kernel.store.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One command on its way through: what it knows of its stream, and whether that was read in this request. */
final class CommandRun<C, S, E> {
    private final CommandHandler<C, S, E> handler;
    private final StreamName stream;
    private final C command;
    private final CommandContext context;

    private Folded<S> fold;
    /** Whether the fold includes the stream's end as it was at some moment of this request. */
    private boolean tailRead;
    /** A commit with this command's id, met while reading. */
    private @Nullable Commit earlier;

    CommandRun(CommandHandler<C, S, E> handler, StreamName stream, C command, CommandContext context) {
        this.handler = handler;
        this.stream = stream;
        this.command = command;
        this.context = context;
        this.fold = handler.folder.nothing();
    }

    /** What the checks, in their order, make of the command on the present fold. */
    private sealed interface Verdict<S, E> {
        /** It was appended before, by the commit that begins with this version. */
        record Repeated<S, E>(long firstVersion) implements Verdict<S, E> {}

        /** An answer for which nothing is appended. */
        record Settle<S, E>(Outcome outcome) implements Verdict<S, E> {}

        record Write<S, E>(List<E> events, S after) implements Verdict<S, E> {}
    }

    Outcome run() {
        boolean warm = start();
        int attempt = 1;
        while (attempt <= handler.settings.attemptsMax()) {
            switch (judge()) {
                case Verdict.Repeated<S, E>(var firstVersion) -> {
                    return repeat(firstVersion);
                }
                case Verdict.Settle<S, E>(var outcome) -> {
                    if (tailRead) {
                        handler.cache(stream, fold);
                        return settle(outcome);
                    }
                    readTail();
                }
                case Verdict.Write<S, E>(var events, var after) -> {
                    var append = append(events, after);
                    var result = handler.store.append(append);
                    if (warm && !tailRead) {
                        handler.warmWrites.record(result instanceof AppendResult.Conflict);
                    }
                    var answer = answer(result, append.commit(), after);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                    if (result instanceof AppendResult.Conflict) {
                        handler.settings.backoff().pause(attempt);
                        attempt++;
                    }
                    readTail();
                }
            }
        }
        return new Outcome.Contended(handler.settings.attemptsMax());
    }

    /**
     * Begins with what is at hand: the cached fold; nothing at all for a command that starts a stream, since its
     * conditional write proves that there was none; else the stream as stored.
     *
     * @return whether the fold came from the cache
     */
    private boolean start() {
        var cached = handler.cached(stream);
        if (cached.isPresent()) {
            fold = cached.get();
            if (!handler.warmWrites.mayWriteWithoutReading()) {
                readTail();
                handler.warmWrites.record(fold.version() > cached.get().version());
            }
        } else if (!handler.category.creates(command)) {
            readTail();
        }
        return cached.isPresent();
    }

    private void readTail() {
        fold = fold.version() == 0
                ? handler.folder.load(stream, this::notice)
                : handler.folder.catchUp(stream, fold, this::notice);
        tailRead = true;
    }

    private void notice(Commit commit) {
        if (commit.metadata().commandId().equals(context.commandId())) {
            earlier = commit;
        }
    }

    /** The order is part of the HTTP contract: duplicate, not found, version, then the domain. */
    private Verdict<S, E> judge() {
        if (earlier != null) {
            return new Verdict.Repeated<>(earlier.firstVersion());
        }
        var repeated = fold.recent().firstVersionOf(context.commandId());
        if (repeated.isPresent()) {
            return new Verdict.Repeated<>(repeated.getAsLong());
        }
        if (fold.version() == 0 && !handler.category.creates(command)) {
            return new Verdict.Settle<>(new Outcome.NotFound());
        }
        var expected = context.expectedVersion();
        if (expected != null && expected != fold.version()) {
            return new Verdict.Settle<>(new Outcome.VersionMismatch(expected, fold.version()));
        }
        return switch (handler.category.decider().decide(command, fold.state())) {
            case Decision.Rejected<E>(var reason) -> new Verdict.Settle<>(new Outcome.Rejected(reason));
            case Decision.Accepted<E>(var events)
            when events.isEmpty() -> new Verdict.Settle<>(new Outcome.Accepted(fold.version(), List.of(), false));
            case Decision.Accepted<E>(var events) -> {
                var after = fold.state();
                for (var event : events) {
                    after = handler.category.decider().evolve(after, event);
                }
                yield new Verdict.Write<>(events, after);
            }
        };
    }

    private Append append(List<E> events, S after) {
        var encoded = new ArrayList<EncodedEvent>(events.size());
        for (var event : events) {
            encoded.add(handler.codec.encode(handler.settings.eventIds().get(), event));
        }
        var commit = new Commit(stream, fold.version() + 1, encoded, context.recordedAt(now()));
        var acquire = claims(after);
        var release = claims(fold.state());
        var kept = new HashMap<>(acquire);
        kept.keySet().retainAll(release.keySet());
        acquire.keySet().removeAll(kept.keySet());
        release.keySet().removeAll(kept.keySet());
        checkClaims(acquire.size() + release.size());
        return new Append(
                commit, acquire.keySet(), release.keySet(), receipt(new Settled.Appended(fold.version() + 1)));
    }

    /**
     * Never earlier than the commit before, nor than what caused it; but the time of an instance whose clock is wrong must
     * not spread from stream to stream.
     */
    private Instant now() {
        var clock = clock();
        var now = clock.isBefore(fold.at()) ? fold.at() : clock;
        var causedAt = context.causedAt();
        return causedAt != null && now.isBefore(causedAt) && !ClockSkew.isAhead(causedAt, clock) ? causedAt : now;
    }

    private Instant clock() {
        return handler.settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void checkClock(Commit commit) {
        var at = commit.metadata().at();
        var clock = clock();
        if (ClockSkew.isAhead(at, clock)) {
            handler.settings.skews().skewed(stream, at, clock);
        }
    }

    private Map<String, Claim> claims(S state) {
        var claims = new HashMap<String, Claim>();
        handler.category.decider().claims(state).forEach(claim -> claims.put(claim.key(), claim));
        return claims;
    }

    private void checkClaims(int claims) {
        if (!handler.settings.limits().isWithin(LimitWatch.Limit.CLAIMS, stream.toString(), claims)) {
            throw CommitTooLargeException.claims(claims);
        }
    }

    private @Nullable Receipt receipt(Settled settled) {
        return context.memory() == Memory.FOREVER ? new Receipt(stream, context.commandId(), settled) : null;
    }

    /** Empty where the command must be judged anew, on a tail that is read anew. */
    private Optional<Outcome> answer(AppendResult result, Commit commit, S after) {
        return switch (result) {
            case AppendResult.Appended _ -> {
                checkClock(commit);
                advance(fold.plus(commit, after));
                yield Optional.of(Outcome.Accepted.of(commit, false));
            }
            case AppendResult.Duplicate(var first) -> Optional.of(Outcome.Accepted.of(first, true));
            case AppendResult.Conflict(var winner) -> {
                absorb(winner);
                yield Optional.empty();
            }
            case AppendResult.ClaimTaken(var key) -> {
                if (!tailRead) {
                    yield Optional.empty();
                }
                handler.cache(stream, fold);
                yield Optional.of(settle(new Outcome.Rejected(
                        Objects.requireNonNull(claims(after).get(key)).ifTaken())));
            }
            case AppendResult.AlreadySettled(var receipt) -> Optional.of(recall(receipt));
            case AppendResult.Contended(var attempts) -> Optional.of(new Outcome.Contended(attempts));
            case AppendResult.Unknown(var cause) -> Optional.of(new Outcome.Unknown(cause));
        };
    }

    private void advance(Folded<S> next) {
        handler.cache(stream, next);
        int every = handler.settings.snapshotEveryEvents();
        if (every > 0 && next.version() / every > fold.version() / every) {
            handler.folder.keep(stream, next);
        }
        fold = next;
    }

    /** The winner need not be read again, only what follows it; a fold of nothing is loaded whole. */
    private void absorb(@Nullable Commit winner) {
        if (winner != null && fold.version() > 0) {
            notice(winner);
            fold = handler.folder.plus(fold, winner);
        }
    }

    /** It was appended, by this request or an earlier one: where that commit cannot be read, no one may say it was not. */
    private Outcome repeat(long firstVersion) {
        try {
            var commit = earlier != null ? earlier : commitAt(firstVersion);
            return Outcome.Accepted.of(commit, true);
        } catch (StoreException e) {
            return new Outcome.Unknown(e);
        }
    }

    private Commit commitAt(long firstVersion) {
        return handler.store.readBackward(stream, firstVersion, 1).commits().stream()
                .filter(commit -> commit.metadata().commandId().equals(context.commandId()))
                .findFirst()
                .orElseThrow(() -> new CorruptStreamException("in " + stream + " version " + firstVersion
                        + " should have been written by the command " + context.commandId()));
    }

    /** Answers where nothing is appended; a command that asked for it is remembered with that answer. */
    private Outcome settle(Outcome outcome) {
        var settled = switch (outcome) {
            case Outcome.Accepted accepted -> new Settled.Unchanged(accepted.version());
            case Outcome.Rejected(var reason) -> new Settled.Rejected(reason.code(), reason.message());
            case Outcome.NotFound() -> new Settled.NotFound();
            case Outcome.VersionMismatch _, Outcome.Contended _, Outcome.Unknown _ -> null;
        };
        var receipt = settled == null ? null : receipt(settled);
        if (receipt == null) {
            return outcome;
        }
        var standing = handler.store.settle(receipt);
        if (standing.isEmpty()) {
            return new Outcome.Unknown();
        }
        return standing.get().equals(receipt) ? outcome : recall(standing.get());
    }

    private Outcome recall(Receipt receipt) {
        return switch (receipt.settled()) {
            case Settled.Appended(var firstVersion) -> repeat(firstVersion);
            case Settled.Unchanged(var version) -> new Outcome.Accepted(version, List.of(), true);
            case Settled.Rejected(var code, var message) -> new Outcome.Rejected(new Recalled(code, message));
            case Settled.NotFound() -> new Outcome.NotFound();
        };
    }

    /** A rejection as a receipt keeps it. */
    private record Recalled(String code, String message) implements Rejection {}
}
