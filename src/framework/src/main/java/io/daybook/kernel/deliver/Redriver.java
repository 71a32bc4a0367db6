package io.daybook.kernel.deliver;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.signal.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tries parked streams again: those that are due, or any of them on demand. */
public final class Redriver {
    /**
     * Short enough that streams recover soon after a deployment. Because it doubles, streams that stay broken cost next
     * to nothing.
     */
    private static final Duration PAUSE_FIRST = Duration.ofMinutes(1);

    private static final Duration PAUSE_MAX = Duration.ofHours(6);

    /** How soon the sweeper looks again at a mark of a consumer that is paused. */
    private static final Duration PAUSED_REST = Duration.ofMinutes(10);

    /** The pause reaches its maximum after nine of them. */
    private static final int DOUBLINGS_MAX = 9;

    /** Pages of marks that one call handles: 100,000 marks. The rest is left to the next call. */
    private static final int PAGES_MAX = 1_000;

    private static final Progress.Poisoned KILLED =
            new Progress.Poisoned(0, "its record ended the process that handled it");

    private final Map<String, StreamConsumer> consumers = new LinkedHashMap<>();
    private final ParkedStreams parked;
    private final InstantSource clock;
    private final FailureListener failures;
    private final Signals signals;
    private final OrphanedMarks orphans;
    private final Parking parking;
    private final Instructions instructions;

    /** Measures nothing, and has no operators. */
    public Redriver(
            List<StreamConsumer> consumers, ParkedStreams parked, InstantSource clock, FailureListener failures) {
        this(consumers, parked, clock, failures, Signals.NONE, Instructions.none());
    }

    /**
     * Redrives the streams of these consumers.
     *
     * @param consumers all consumers
     * @param instructions what operators decided
     * @throws IllegalArgumentException if two have the same name: cursors and marks are stored under it, so each
     *     would skip what the other has applied
     */
    public Redriver(
            List<StreamConsumer> consumers,
            ParkedStreams parked,
            InstantSource clock,
            FailureListener failures,
            Signals signals,
            Instructions instructions) {
        for (var consumer : consumers) {
            if (this.consumers.put(consumer.name(), consumer) != null) {
                throw new IllegalArgumentException("two consumers are called " + consumer.name());
            }
        }
        this.parked = parked;
        this.clock = clock;
        this.failures = failures;
        this.signals = signals;
        this.instructions = instructions;
        this.parking = new Parking(parked, clock, failures);
        this.orphans = new OrphanedMarks(this.consumers.keySet(), parked, failures);
    }

    /** How long to wait after this many redrives of a stream: 1, 2, 4 ... minutes, at most 6 hours. */
    public static Duration pauseAfter(int attempts) {
        var pause = PAUSE_FIRST.multipliedBy(1L << Math.min(attempts, DOUBLINGS_MAX));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    /** The marks of consumers that do not exist. */
    public OrphanedMarks orphans() {
        return orphans;
    }

    /**
     * Redrives the streams that are due. The first call of a process also reports orphaned marks, because nothing may
     * be read earlier, while a function initialises.
     *
     * @return how many streams were caught up
     */
    public int redriveDue(Deadline deadline) {
        orphans.tellOnce(deadline);
        var now = clock.instant();
        int healed = 0;
        for (int page = 0; page < PAGES_MAX; page++) {
            var due = parked.due(now);
            healed += redrive(due, deadline);
            if (due.size() < ParkedStreams.PAGE_MAX || deadline.hasPassed()) {
                break;
            }
        }
        return healed;
    }

    /**
     * Redrives parked streams now, due or not, except those of paused consumers.
     *
     * @param consumers only streams of these consumers; empty for all
     * @param streams only these streams; empty for all
     * @return how many were caught up
     */
    public int redriveNow(Set<String> consumers, Set<StreamName> streams, Deadline deadline) {
        int healed = 0;
        // A mark that is redriven moves to a later place in the list, and must not be handled there again.
        var met = new HashSet<String>();
        @Nullable String after = null;
        for (int page = 0; page < PAGES_MAX && !deadline.hasPassed(); page++) {
            var listed = parked.list(after, ParkedStreams.PAGE_MAX);
            var wanted = listed.parked().stream()
                    .filter(mark -> consumers.isEmpty() || consumers.contains(mark.consumer()))
                    .filter(mark -> streams.isEmpty() || streams.contains(mark.stream()))
                    .filter(mark -> met.add(mark.consumer() + " " + mark.stream()))
                    .toList();
            healed += redrive(wanted, deadline);
            after = listed.next();
            if (after == null) {
                break;
            }
        }
        return healed;
    }

    /**
     * Catches up streams whose records killed the process that handled them. All of them are marked before the first is
     * tried, so that none is lost if one kills the process again. Streams that were marked before are left to
     * {@link #redriveDue}.
     *
     * @throws StoreException if it is not certain that all are marked: recover them again
     */
    public void recover(Set<StreamName> streams, Deadline deadline) {
        var marked = new ArrayList<ParkedStream>();
        for (var stream : streams) {
            for (var consumer : consumers.values()) {
                if (consumer.follows(stream)
                        && parked.find(consumer.name(), stream).isEmpty()) {
                    marked.add(parking.park(consumer, stream, KILLED, null));
                }
            }
        }
        var paused = instructions.paused();
        for (var mark : marked) {
            if (deadline.hasPassed()) {
                break;
            }
            if (!paused.contains(mark.consumer())) {
                attempt(mark, deadline);
            }
        }
    }

    /** Reschedules each stream before it is tried, so that one that kills the process is not the first again. */
    private int redrive(List<ParkedStream> marks, Deadline deadline) {
        int healed = 0;
        var paused = marks.isEmpty() ? Set.<String>of() : instructions.paused();
        for (var seen : marks) {
            if (deadline.hasPassed()) {
                break;
            }
            if (paused.contains(seen.consumer())) {
                // Moved all the same, because a page of such marks would be the first page for ever.
                parked.replace(seen, seen.withDueAt(clock.instant().plus(PAUSED_REST)));
                continue;
            }
            var moved = seen.triedAgain(clock.instant().plus(pauseAfter(seen.attempts() + 1)));
            parked.replace(seen, moved);
            healed += attempt(moved, deadline) ? 1 : 0;
        }
        return healed;
    }

    /** @return whether the stream was caught up */
    private boolean attempt(ParkedStream mark, Deadline deadline) {
        var consumer = consumers.get(mark.consumer());
        if (consumer == null || !consumer.follows(mark.stream())) {
            // This release does not have the consumer. A later one may, so the mark stays.
            return false;
        }
        var healed = new AtomicBoolean();
        signals.consuming(mark.consumer(), Map.of(), () -> {
            healed.set(isCaughtUp(consumer, mark, deadline));
            return Set.of();
        });
        return healed.get();
    }

    private boolean isCaughtUp(StreamConsumer consumer, ParkedStream mark, Deadline deadline) {
        return switch (apply(consumer, mark, deadline)) {
            case Progress.Applied() -> {
                parked.remove(mark);
                yield true;
            }
            case Progress.Poisoned(var version, var error, var cause) -> {
                replace(mark, version, error);
                tell(mark, version, error, cause);
                yield false;
            }
            case Progress.Postponed postponed -> {
                if (mark.version() == 0 && !(mark.isPaused() && postponed.equals(Progress.Postponed.LATE))) {
                    // If the event is known, its error says more.
                    replace(mark, 0, postponed.why());
                }
                if (!postponed.equals(Progress.Postponed.LATE)) {
                    tell(mark, mark.version(), postponed.why(), postponed.cause());
                }
                yield false;
            }
        };
    }

    private void tell(ParkedStream mark, long version, String error, @Nullable RuntimeException cause) {
        failures.failed(new FailureListener.Failure(
                FailureListener.Kind.REDRIVE_FAILED,
                mark.consumer(),
                mark.stream(),
                version,
                PoisonException.correlationId(cause).orElse(null),
                error,
                cause));
    }

    private Progress apply(StreamConsumer consumer, ParkedStream mark, Deadline deadline) {
        try {
            return instructions.apply(consumer, mark.stream(), List.of(), deadline);
        } catch (RuntimeException e) {
            return new Progress.Poisoned(mark.version(), PoisonException.describe(e), e);
        }
    }

    private void replace(ParkedStream mark, long version, String error) {
        var next = mark.withError(version, error);
        if (!next.equals(mark)) {
            parked.replace(mark, next);
        }
    }
}
