package io.daybook.kernel.replay;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.reconcile.Comparison;
import io.daybook.kernel.reconcile.Findings;
import io.daybook.kernel.reconcile.Reconcile;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.store.EventStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of a rebuild. Each may be repeated, because each row has the version that it reflects. */
public final class RebuildPages {
    /** Commits of one page of a scan, and streams of one look at rows. Source: DynamoDB, 100 keys of BatchGetItem. */
    static final int COMMITS_MAX = 500;

    static final int STREAMS_MAX = 100;

    private final EventScan scan;
    private final EventStore book;
    private final Comparison comparison;
    private final Reconcile.Applying applying;
    private final int segments;

    /** @param book without counting the commits that were missed, which here are all of them */
    public RebuildPages(EventScan scan, EventStore book, Reconcile.Applying applying, ReplaySettings settings) {
        this.scan = scan;
        this.book = book;
        this.comparison = new Comparison(book, applying.instructions());
        this.applying = applying;
        this.segments = settings.segments();
    }

    private EventScan.Part part(Segment segment) {
        return new EventScan.Part(segment.number(), segments);
    }

    /** Applies a page of commits. The passes find again what cannot be applied. */
    Segment scan(Rebuildable projection, Generation generation, Segment segment, Deadline deadline) {
        var page = scan.commits(part(segment), segment.at(), COMMITS_MAX);
        var asOf = generation.asOf();
        var view = asOf == null ? null : new BookUpTo(book, asOf);
        var commits = view == null ? page.commits() : view.cut(page.commits());
        var consumer = view == null
                ? projection.consumer(generation.id())
                : projection.consumer(projection.tables(), generation.id(), view);
        long poisoned = applyAll(consumer, byStream(projection, commits), deadline);
        var counts = Map.of(
                "commits",
                (long) page.commits().size(),
                "streams",
                begun(projection, commits),
                "poisoned",
                poisoned + page.unreadable().size());
        return further(segment, page.next(), counts, List.of());
    }

    private static Map<StreamName, List<Commit>> byStream(Rebuildable projection, List<Commit> commits) {
        var byStream = new LinkedHashMap<StreamName, List<Commit>>();
        commits.stream()
                .filter(commit -> commit.stream().category().equals(projection.category()))
                .forEach(commit -> byStream.computeIfAbsent(commit.stream(), any -> new ArrayList<>())
                        .add(commit));
        return byStream;
    }

    private static long begun(Rebuildable projection, List<Commit> commits) {
        return commits.stream()
                .filter(commit ->
                        commit.firstVersion() == 1 && commit.stream().category().equals(projection.category()))
                .count();
    }

    /** @return how many streams have an event that cannot be applied */
    private long applyAll(StreamConsumer consumer, Map<StreamName, List<Commit>> byStream, Deadline deadline) {
        if (byStream.isEmpty()) {
            return 0;
        }
        var progress = new HashMap<StreamName, Progress>();
        if (consumer instanceof BatchConsumer batch) {
            progress.putAll(applying.instructions().apply(batch, byStream, deadline));
        } else {
            byStream.forEach((stream, commits) ->
                    progress.put(stream, applying.instructions().apply(consumer, stream, commits, deadline)));
        }
        return progress.entrySet().stream()
                .filter(entry -> poison(entry.getKey(), entry.getValue()).isPresent())
                .count();
    }

    /** @throws StoreUnavailableException if it was not finished for a technical reason: the page is tried again */
    private static Optional<Progress.Poisoned> poison(StreamName stream, Progress progress) {
        return switch (progress) {
            case Progress.Applied() -> Optional.empty();
            case Progress.Poisoned poisoned -> Optional.of(poisoned);
            case Progress.Postponed postponed ->
                throw new StoreUnavailableException(stream + " is not finished: " + postponed.why(), postponed.cause());
        };
    }

    private static Segment further(
            Segment segment, @Nullable String next, Map<String, Long> more, List<Map<String, Object>> found) {
        var counts = Findings.plus(segment.counts(), more);
        var findings = Findings.with(segment.findings(), found);
        return next == null ? segment.done(counts, findings) : segment.at(next, 0, counts, findings);
    }

    /**
     * A comparison of one generation with where the streams end.
     *
     * @param other the generation that is compared with it where both are at the same version
     * @param isServed whether readers see it already; otherwise they see the other one
     */
    record Pass(Rebuildable projection, String generation, Optional<String> other, boolean isServed) {}

    /** Catches up what is behind. Without enough time, the page is looked at again. */
    Segment pass(Pass pass, Segment segment, Deadline deadline) {
        var page = scan.ends(part(segment), segment.at(), COMMITS_MAX);
        var consumer = pass.projection().consumer(pass.generation());
        var ends = new HashMap<>(page.ends());
        ends.keySet().removeIf(stream -> !consumer.follows(stream));
        var compared = comparison.compare(consumer, ends);
        var found = new ArrayList<Map<String, Object>>();
        compared.strays()
                .forEach((stream, stray) -> found.add(Findings.held(
                        stream, Objects.requireNonNull(ends.get(stream)).version(), stray.what())));
        for (var settled :
                comparison.catchUp(consumer, compared.behind(), deadline).entrySet()) {
            if (settled.getValue().equals(Progress.Postponed.LATE)) {
                return segment.at(segment.at(), 0, segment.counts(), segment.findings());
            }
            poison(settled.getKey(), settled.getValue())
                    .flatMap(why -> holds(pass, consumer, settled.getKey(), why))
                    .ifPresent(found::add);
        }
        var counts = new HashMap<>(Map.of("compared", (long) ends.size(), Findings.HELD, (long) found.size()));
        pass.other().ifPresent(other -> {
            var differences = differences(pass, List.copyOf(ends.keySet()), other);
            counts.put("differences", (long) differences.size());
            found.addAll(differences);
        });
        return further(segment, page.next(), counts, found);
    }

    private static List<Map<String, Object>> differences(Pass pass, List<StreamName> streams, String other) {
        var all = new ArrayList<Map<String, Object>>();
        for (int from = 0; from < streams.size(); from += STREAMS_MAX) {
            var some = streams.subList(from, Math.min(from + STREAMS_MAX, streams.size()));
            all.addAll(pass.projection().differences(some, other, pass.generation()));
        }
        return all;
    }

    /**
     * What holds the generation up: a stream that it cannot apply although readers see a later state of it, or whose
     * rows are of another history. A generation that is served already is not held up; the stream is parked.
     */
    private Optional<Map<String, Object>> holds(
            Pass pass, StreamConsumer consumer, StreamName stream, Progress.Poisoned why) {
        if (pass.isServed()) {
            applying.park().park(consumer, stream, why);
            return Optional.empty();
        }
        return why.isFork() || isFurtherOnIn(pass.other(), pass, stream)
                ? Optional.of(Findings.held(stream, why.version(), why.error()))
                : Optional.empty();
    }

    private static boolean isFurtherOnIn(Optional<String> other, Pass pass, StreamName stream) {
        return other.filter(seen -> applied(pass.projection(), seen, stream)
                        > applied(pass.projection(), pass.generation(), stream))
                .isPresent();
    }

    private static long applied(Rebuildable projection, String generation, StreamName stream) {
        return projection
                .consumer(generation)
                .applied(List.of(stream))
                .getOrDefault(stream, StreamPosition.START)
                .version();
    }

    /** Folds a page without keeping anything, and counts what keeping it would take. */
    Segment count(Rebuildable projection, Segment segment, Deadline deadline) {
        var page = scan.commits(part(segment), segment.at(), COMMITS_MAX);
        var tables = new MeasuringTables();
        var consumer = projection.consumer(tables, Generation.FIRST, book);
        var _ = applyAll(consumer, byStream(projection, page.commits()), deadline);
        var counts = Map.of(
                "commits", (long) page.commits().size(),
                "streams", begun(projection, page.commits()),
                "writeUnits", tables.writeUnits());
        return further(segment, page.next(), counts, List.of());
    }

    /** What a rebuild would cost: the same scan, two passes, and the rows. */
    Map<String, Object> estimate(Job job, List<Segment> done) {
        double scanned = job.cost().readUnits();
        for (var segment : done) {
            scanned += segment.cost().readUnits();
        }
        double readUnits = 3 * scanned;
        double writeUnits = Findings.sum(done, "writeUnits");
        return Map.of(
                "streams",
                Findings.sum(done, "streams"),
                "differences",
                List.of(),
                "differenceCount",
                0L,
                "estimate",
                Map.of("readUnits", readUnits, "writeUnits", writeUnits, "usd", Prices.usd(readUnits, writeUnits)));
    }
}
