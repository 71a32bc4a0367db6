package io.daybook.kernel.tally;

import io.daybook.kernel.consume.CatchUp;
import io.daybook.kernel.consume.CommitEvents;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.CommitPage;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Works out what a stream adds to a tally. */
final class TallyPlanner<E, R> {
    private final Tally<E, R> tally;
    private final EventCodec<E> codec;
    private final CatchUp catchUp;

    TallyPlanner(Tally<E, R> tally, EventCodec<E> codec, CatchUp catchUp) {
        this.tally = tally;
        this.codec = codec;
        this.catchUp = catchUp;
    }

    /**
     * Takes as many whole commits as fit into one transaction. If one commit alone is too large, takes its next rows.
     *
     * @param commitsSingly takes one commit only
     * @throws PoisonException if the stream cannot be read
     * @throws io.daybook.kernel.failure.StoreException where storage could not be used
     */
    TallyPlan<R> plan(StreamName stream, Cursor from, List<Commit> delivered, boolean commitsSingly) {
        var page = following(stream, from, delivered);
        SortedMap<String, R> shares = new TreeMap<>();
        var to = from;
        for (var commit : page.commits()) {
            SortedMap<String, R> wider;
            try {
                wider = merged(shares, commit);
            } catch (PoisonException e) {
                return new TallyPlan<>(stream, from, to, shares, false, e);
            }
            if (isHalfDone(from)) {
                return rest(from, commit, wider);
            }
            if (wider.size() > TallyPlan.ROWS_MAX) {
                return to.equals(from)
                        ? rest(from, commit, wider)
                        : new TallyPlan<>(stream, from, to, shares, true, null);
            }
            shares = wider;
            to = Cursor.at(commit.end());
            if (commitsSingly) {
                return new TallyPlan<>(stream, from, to, shares, true, null);
            }
        }
        return new TallyPlan<>(stream, from, to, shares, page.hasMore(), null);
    }

    /** A commit that is half done is continued first, whatever was delivered. */
    private CommitPage following(StreamName stream, Cursor from, List<Commit> delivered) {
        var page = catchUp.following(stream, from.position(), delivered);
        return page.commits().isEmpty() && isHalfDone(from)
                ? catchUp.following(stream, from.position(), List.of())
                : page;
    }

    private static boolean isHalfDone(Cursor cursor) {
        return cursor.target() != cursor.version();
    }

    /** The rows of one commit that do not have their share yet, in the order of their keys, as many as fit. */
    private TallyPlan<R> rest(Cursor from, Commit commit, SortedMap<String, R> shares) {
        long target = commit.lastVersion();
        if (isHalfDone(from) && from.target() != target) {
            throw new PoisonException(
                    commit.firstVersion(),
                    new CorruptStreamException("a cursor of " + commit.stream() + " is inside of a commit: " + from));
        }
        var rest = new TreeMap<String, R>();
        shares.forEach((key, share) -> {
            if (rest.size() <= TallyPlan.ROWS_MAX && !isDone(from, key)) {
                rest.put(key, share);
            }
        });
        if (rest.size() <= TallyPlan.ROWS_MAX) {
            return new TallyPlan<>(commit.stream(), from, Cursor.at(commit.end()), rest, true, null);
        }
        rest.pollLastEntry();
        var to = new Cursor(from.version(), target, rest.lastKey(), from.hash());
        return new TallyPlan<>(commit.stream(), from, to, rest, true, null);
    }

    private static boolean isDone(Cursor from, String key) {
        return from.rowDone() != null && key.compareTo(from.rowDone()) <= 0;
    }

    /** @throws PoisonException at an event that the codec or the tally cannot handle */
    private SortedMap<String, R> merged(SortedMap<String, R> shares, Commit commit) {
        var merged = new TreeMap<>(shares);
        CommitEvents.forEach(
                commit,
                codec,
                event -> tally.shares(event.recorded())
                        .forEach((key, share) -> merged.merge(stored(key, commit), share, tally::merge)));
        return merged;
    }

    private String stored(TallyKey key, Commit commit) {
        return tally.spread() ? key + "#" + IndexKey.part(commit.stream().toString()) : key.toString();
    }

    /** The row's key without the number of the part that a stream adds to. */
    static String withoutPart(String stored, boolean spread) {
        return spread ? stored.substring(0, stored.lastIndexOf('#')) : stored;
    }
}
