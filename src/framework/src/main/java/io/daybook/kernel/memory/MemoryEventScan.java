package io.daybook.kernel.memory;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.store.EndsPlace;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.verify.StoredCommit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Scans an event store in memory. It behaves as the scan of the table on DynamoDB, and passes the same contract suite. */
public final class MemoryEventScan implements EventScan {
    private final MemoryEventStore store;

    public MemoryEventScan(MemoryEventStore store) {
        this.store = store;
    }

    private record Found<T>(List<T> found, @Nullable String next) {}

    @Override
    public Commits commits(Part part, @Nullable String after, int commitsMax) {
        var page = page(part, after, commitsMax, Function.identity());
        return new Commits(page.found(), Set.of(), page.next());
    }

    @Override
    public Ends ends(Part part, @Nullable String after, int commitsMax) {
        var place = EndsPlace.of(after);
        var page = page(part, place.key(), commitsMax, Function.identity());
        var ends = new HashMap<StreamName, StreamPosition>();
        page.found().forEach(commit -> ends.put(commit.stream(), commit.end()));
        return place.page(ends, page.found().size(), page.next());
    }

    @Override
    public Stored stored(Part part, @Nullable String after, int itemsMax) {
        var page = page(
                part, after, itemsMax, commit -> new Item(commit.stream().toString(), StoredCommit.Whole.of(commit)));
        return new Stored(page.found(), page.next());
    }

    private <T> Found<T> page(Part part, @Nullable String after, int max, Function<Commit, T> read) {
        var found = new ArrayList<Commit>();
        store.streams()
                .filter(stream -> Math.floorMod(stream.hashCode(), part.of()) == part.number())
                .sorted(Comparator.comparing(StreamName::toString))
                .flatMap(stream -> store.all(stream).stream())
                .filter(commit -> after == null || place(commit).compareTo(after) > 0)
                .limit(max + 1L)
                .forEach(found::add);
        var here = found.subList(0, Math.min(max, found.size()));
        return new Found<>(here.stream().map(read).toList(), found.size() > max ? place(here.getLast()) : null);
    }

    private static String place(Commit commit) {
        return commit.stream() + "#" + String.format(Locale.ROOT, "%019d", commit.firstVersion());
    }
}
