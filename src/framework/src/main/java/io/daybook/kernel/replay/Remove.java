package io.daybook.kernel.replay;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobFailedException;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.reconcile.Findings;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.ReadTables.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Removes a generation. It is marked as leaving. When no instance can have an older picture any more, its rows, entries
 * and cursors are removed. It stays in the pointer until the last of them is gone, so that a removal that was
 * interrupted can be begun again.
 */
public final class Remove implements JobWork {
    private static final String LEAVE = "leave";
    private static final String ROWS = "rows";
    private static final String DROP = "drop";
    private static final String TABLE = "table";

    private final Generations generations;
    private final Signs signs;
    private final ReadTables tables;
    private final ReplaySettings settings;
    private final InstantSource clock;

    public Remove(
            Generations generations, Signs signs, ReadTables tables, ReplaySettings settings, InstantSource clock) {
        this.generations = generations;
        this.signs = signs;
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
    }

    /** It takes along what it needs from the pointer, because the generation will not stay there for long. */
    @Override
    public Next.Step first(JobOrder order) {
        var notes = new HashMap<String, String>();
        generation(order).ifPresent(generation -> notes.put(TABLE, generation.table()));
        return new Next.Step(LEAVE, 1, clock.instant(), notes);
    }

    @Override
    public Next next(Job job, List<Segment> done) {
        return switch (job.step().name()) {
            case LEAVE -> new Next.Step(ROWS, settings.segments(), unused(job), job.notes());
            case ROWS -> new Next.Step(DROP, 1, clock.instant(), job.notes());
            default -> new Next.Done(Map.of("items", job.counts().getOrDefault("items", 0L)));
        };
    }

    /** The time from which on no instance can have an older picture. */
    private Instant unused(Job job) {
        return generation(job.order())
                .map(leaving -> leaving.changedAt().plus(settings.settle()))
                .orElseGet(clock::instant);
    }

    private Optional<Generation> generation(JobOrder order) {
        return generations
                .look()
                .find(Objects.requireNonNull(order.projection()), Objects.requireNonNull(order.generation()));
    }

    @Override
    public Segment work(Job job, Segment segment, Deadline deadline) {
        var projection = Objects.requireNonNull(job.order().projection());
        var generation = Objects.requireNonNull(job.order().generation());
        var table = job.notes().get(TABLE);
        if (table == null) {
            // It was gone already when the job was started.
            return segment.done(Map.of(), List.of());
        }
        return switch (job.step().name()) {
            case LEAVE -> {
                leave(job, projection, generation);
                yield segment.done(Map.of(), List.of());
            }
            case ROWS -> rows(new Place(table, projection, generation), segment);
            default -> {
                generations.change(there -> there.of(projection)
                        .filter(pointer -> pointer.find(generation).isPresent())
                        .map(pointer -> there.with(pointer.without(generation))));
                yield segment.done(Map.of(), List.of());
            }
        };
    }

    private Segment rows(Place place, Segment segment) {
        var removed = tables.remove(place, segment.number(), settings.segments(), segment.at());
        var counts = Findings.plus(segment.counts(), Map.of("items", (long) removed.items()));
        return removed.next() == null
                ? segment.done(counts, List.of())
                : segment.at(removed.next(), 0, counts, List.of());
    }

    /** A generation that is read is never removed. */
    private void leave(Job job, String projection, String generation) {
        var used = signs.all();
        generations.change(there -> {
            var pointer = there.of(projection).orElseThrow();
            var found = pointer.find(generation);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (found.get().is(State.LEAVING)) {
                return Optional.of(there.with(pointer.changed(generation, it -> it.by(job.id()))));
            }
            boolean isUsed = Signs.lastOfUser(used, projection, found.get().projectionVersion())
                    .filter(last -> last.plus(settings.keep()).isAfter(clock.instant()))
                    .isPresent();
            if (found.get().is(State.SERVED) && isUsed) {
                throw new JobFailedException("the generation " + generation + " of " + projection + " is served");
            }
            return Optional.of(there.with(pointer.changed(
                    generation, it -> it.as(State.LEAVING, clock.instant()).by(job.id()))));
        });
    }
}
