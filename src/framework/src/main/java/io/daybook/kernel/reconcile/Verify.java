package io.daybook.kernel.reconcile;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.store.EventScan.Item;
import io.daybook.kernel.store.EventScan.Part;
import io.daybook.kernel.verify.Chain;
import io.daybook.kernel.verify.StoredCommit;
import io.daybook.kernel.verify.StreamVerifier;
import io.daybook.kernel.verify.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the hash chain of every stream in one scan of the book. A stream that seems broken is read again from its
 * beginning before it is reported.
 */
public final class Verify implements JobWork {
    static final String STREAMS = "streams";
    static final String COMMITS = "commits";
    private static final String BROKEN = "broken";

    /** Source: docs/jobs.md. */
    private static final int SHOWN_MAX = 100;

    /** Source: as for the pages of an event store. */
    private static final int ITEMS_MAX = 200;

    /** A page of this size takes about a second, and what is saved after it is small compared with what is read. */
    private static final int PAGES_MAX = 20;

    private final EventScan scan;
    private final StreamVerifier verifier;
    private final int parts;

    /** @param parts that the book is scanned in */
    public Verify(EventScan scan, StreamVerifier verifier, int parts) {
        this.scan = scan;
        this.verifier = verifier;
        this.parts = parts;
    }

    @Override
    public Next.Step first(JobOrder order) {
        return new Next.Step("scan", parts, Instant.EPOCH, Map.of());
    }

    @Override
    public Next next(Job job, List<Segment> done) {
        var counts = JobProgress.of(job, done).counts();
        var result = new LinkedHashMap<String, Object>();
        result.put(STREAMS, counts.getOrDefault(STREAMS, 0L));
        result.put(
                BROKEN,
                done.stream()
                        .flatMap(segment -> segment.findings().stream())
                        .limit(SHOWN_MAX)
                        .toList());
        result.put("brokenCount", counts.getOrDefault(BROKEN, 0L));
        return new Next.Done(result);
    }

    @Override
    public Segment work(Job job, Segment segment, Deadline deadline) {
        var walk = new Walk(segment);
        var part = new Part(segment.number(), job.step().segments());
        var page = scan.stored(part, walk.place, ITEMS_MAX);
        for (int pages = 1; ; pages++) {
            page.items().forEach(walk::take);
            var next = page.next();
            if (next == null) {
                return segment.done(walk.counts, walk.findings);
            }
            if (pages == PAGES_MAX || deadline.hasPassed()) {
                return segment.at(walk.text(next), 0, walk.counts, walk.findings);
            }
            page = scan.stored(part, next, ITEMS_MAX);
        }
    }

    /** The way through one part of the book. */
    private final class Walk {
        private final Map<String, Long> counts;
        private final List<Map<String, Object>> findings;
        private final @Nullable String place;

        /** The stream that the last item was of, and where it was found to be; null before the first item. */
        private @Nullable String stream;

        /** Null if the rest of the stream need not be looked at. */
        private @Nullable Chain end;

        /** Reads what {@link #text} wrote: names of streams contain no space, but what is no stream's may. */
        Walk(Segment segment) {
            this.counts = new HashMap<>(segment.counts());
            this.findings = new ArrayList<>(segment.findings());
            if (segment.at() == null) {
                this.place = null;
                return;
            }
            var parts = segment.at().split(" ", 4);
            this.place = parts[3];
            this.stream = parts[2].isEmpty() ? null : parts[2];
            if (stream != null && !parts[1].isEmpty()) {
                var hash = CommitHash.of(Base64.getUrlDecoder().decode(parts[1]));
                this.end = new Chain(StreamName.parse(stream), Long.parseLong(parts[0]), hash);
            }
        }

        String text(String next) {
            var known = end;
            return (known == null ? "0 " : known.version() + " " + known.hash()) + " "
                    + (stream == null || stream.contains(" ") ? "" : stream) + " " + next;
        }

        void take(Item item) {
            if (!item.stream().equals(stream)) {
                stream = item.stream();
                end = parsed(item).map(Chain::begin).orElse(null);
                count(STREAMS);
                if (end == null) {
                    found(item.stream(), item.commit().version(), "no stream can have this name");
                }
            }
            count(COMMITS);
            if (end != null) {
                check(end, item);
            }
        }

        private void check(Chain known, Item item) {
            if (known.fault(item.commit()).isEmpty()) {
                end = known.with(((StoredCommit.Whole) item.commit()).commit());
                return;
            }
            end = null;
            if (verifier.verify(known.stream(), WalkBounds.NONE)
                    instanceof Verification.Broken(var brokenAt, var why)) {
                found(item.stream(), brokenAt, why);
            }
        }

        private void found(String name, long version, String why) {
            count(BROKEN);
            if (findings.size() < SHOWN_MAX) {
                findings.add(Map.of("stream", name, "version", version, "why", why));
            }
        }

        private void count(String name) {
            counts.merge(name, 1L, Long::sum);
        }

        private static Optional<StreamName> parsed(Item item) {
            try {
                return Optional.of(StreamName.parse(item.stream()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
