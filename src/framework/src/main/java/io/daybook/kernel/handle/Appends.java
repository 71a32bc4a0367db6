package io.daybook.kernel.handle;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Claim;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.LimitWatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;

/** Turns what a command changes into an append: the commit, the claims that change with it, and the receipt. */
final class Appends<S, E> {
    private final Decider<?, S, E> decider;
    private final EventCodec<E> codec;
    private final HandlerSettings settings;

    Appends(Decider<?, S, E> decider, EventCodec<E> codec, HandlerSettings settings) {
        this.decider = decider;
        this.codec = codec;
        this.settings = settings;
    }

    /** @throws CommitTooLargeException if it takes and frees too many claims */
    Append of(StreamName stream, CommandContext context, Folded<S> before, Change<S, E> change) {
        long firstVersion = before.version() + 1;
        var events = new ArrayList<EncodedEvent>(change.events().size());
        for (var event : change.events()) {
            events.add(codec.encode(settings.eventIds().get(), event));
        }
        var acquire = new HashSet<>(claims(change.after()).keySet());
        var release = new HashSet<>(claims(before.state()).keySet());
        var kept = new HashSet<>(acquire);
        kept.retainAll(release);
        acquire.removeAll(kept);
        release.removeAll(kept);
        checkClaims(stream, acquire.size() + release.size());
        return new Append(
                Commit.next(
                        stream,
                        before.version(),
                        before.hash(),
                        events,
                        context.recordedAt(at(before, context), settings.release()),
                        context.fingerprint()),
                acquire,
                release,
                Receipts.of(stream, context, Outcome.Accepted.at(firstVersion)));
    }

    /** The rejection of a command that would take this claim from another stream. */
    Outcome.Rejected refusal(Change<S, E> change, String claim) {
        return Outcome.Rejected.of(
                Objects.requireNonNull(claims(change.after()).get(claim)).ifTaken());
    }

    /** Reports a commit that was recorded ahead of the clock, because the commit before it was. */
    void checkClock(Commit commit) {
        var clock = clock();
        if (ClockSkew.isAhead(commit.metadata().at(), clock)) {
            settings.skews().skewed(commit.stream(), commit.metadata(), clock);
        }
    }

    /**
     * Never earlier than the commit before, nor than what caused it, except that the time of an instance with a wrong
     * clock must not spread from stream to stream.
     */
    private Instant at(Folded<S> before, CommandContext context) {
        var clock = clock();
        var now = clock.isBefore(before.at()) ? before.at() : clock;
        var causedAt = context.causedAt();
        return causedAt != null && now.isBefore(causedAt) && !ClockSkew.isAhead(causedAt, clock) ? causedAt : now;
    }

    private Instant clock() {
        return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Map<String, Claim> claims(S state) {
        var claims = new HashMap<String, Claim>();
        decider.claims(state).forEach(claim -> claims.put(claim.key(), claim));
        return claims;
    }

    private void checkClaims(StreamName stream, int claims) {
        if (!settings.limits().isWithin(LimitWatch.Limit.CLAIMS, stream.toString(), claims)) {
            throw CommitTooLargeException.claims(claims);
        }
    }
}
