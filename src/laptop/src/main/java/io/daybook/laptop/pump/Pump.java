package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.kernel.failure.Backoff;
import io.daybook.laptop.pump.stream.StreamedRecord;
import io.daybook.laptop.pump.stream.TableStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Calls functions with the records of a table's stream as Lambda's event source mappings do, and the sweeper as its
 * schedule and its queue do. It begins where its stream begins, and reports to the stream which records are done.
 */
public final class Pump implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Pump.class);

    /** How long {@link #close} waits for invocations in flight. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    /** The shortest pause between two reports of which records are done. */
    private static final Duration REACHED_EVERY = Duration.ofSeconds(1);

    private final TableStream stream;
    private final Functions functions;
    private final PumpSettings settings;
    private final FailureQueue failures;
    private final Sweepers sweepers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore bell = new Semaphore(0);
    private final InFlight inFlight = new InFlight();
    private final List<StreamMapping> mappings;
    private final List<List<Lane>> lanesByMapping = new ArrayList<>();
    private final Thread reader = Thread.ofVirtual().name("pump-reader").unstarted(this::read);
    private final Thread sweeper = Thread.ofVirtual().name("pump-sweeper").unstarted(this::sweep);

    /**
     * The functions that are not fed by a stream.
     *
     * @param scheduled called at each sweep
     * @param queued called with messages of the on-failure queue
     */
    public record Sweepers(List<String> scheduled, List<String> queued) {
        public Sweepers {
            scheduled = List.copyOf(scheduled);
            queued = List.copyOf(queued);
        }

        public static Sweepers none() {
            return new Sweepers(List.of(), List.of());
        }
    }

    /** @param mappings all mappings of this stream */
    public Pump(
            TableStream stream,
            List<StreamMapping> mappings,
            Sweepers sweepers,
            Functions functions,
            FailureQueue failures,
            PumpSettings settings) {
        this.stream = stream;
        this.mappings = List.copyOf(mappings);
        this.sweepers = sweepers;
        this.functions = functions;
        this.failures = failures;
        this.settings = settings;
        var backoff = new Backoff(settings.retryBase(), settings.retryCap(), new SecureRandom(), this::pause);
        for (var mapping : mappings) {
            var lanes = new ArrayList<Lane>();
            for (int lane = 0; lane < settings.shards() * mapping.batchesAtOnceMax(); lane++) {
                var run = new BatchRun(mapping, functions, failures, backoff, this::isStopping, inFlight);
                lanes.add(new Lane("pump-" + mapping.function() + "-" + lane, mapping, run, this::isStopping));
            }
            lanesByMapping.add(lanes);
        }
    }

    public void start() {
        lanes().forEach(Lane::start);
        reader.start();
        sweeper.start();
    }

    /** Says that there are new records, so that the stream is read at once. */
    public void ring() {
        bell.release();
    }

    /** Begins no further invocation and waits for those in flight; interrupts those that take longer. */
    @Override
    public void close() {
        try {
            stop(CLOSE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Begins no further invocation and waits for those in flight.
     *
     * @return whether all of them were finished in time; the others are interrupted
     */
    public boolean stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        inFlight.stop();
        ring();
        long endNanos = System.nanoTime() + patience.toNanos();
        boolean inTime = true;
        for (var lane : lanes()) {
            inTime &= lane.stop(left(endNanos));
        }
        inTime &= isOver(sweeper, endNanos);
        inTime &= isOver(reader, endNanos);
        lanes().forEach(Lane::cutOff);
        sweeper.interrupt();
        reader.interrupt();
        tellReached();
        return inTime;
    }

    private static boolean isOver(Thread thread, long endNanos) throws InterruptedException {
        return thread.getState() == Thread.State.NEW || thread.join(left(endNanos));
    }

    private static Duration left(long endNanos) {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    private List<Lane> lanes() {
        return lanesByMapping.stream().flatMap(List::stream).toList();
    }

    /** Whether so much is in flight that the stream is not read for the time being. */
    boolean waitsForRoom() {
        return inFlight.isFull();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Sleeps, but ends early if the pump stops. */
    private void pause(Duration duration) {
        try {
            stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        var pause = settings.pollBusy();
        boolean isFailing = false;
        long toldNanos = System.nanoTime();
        while (!isStopping() && !Thread.currentThread().isInterrupted()) {
            try {
                pause = readOnce() ? settings.pollBusy() : longer(pause);
                if (System.nanoTime() - toldNanos > REACHED_EVERY.toNanos()) {
                    tellReached();
                    toldNanos = System.nanoTime();
                }
                isFailing = false;
                awaitBell(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                tell("The stream cannot be read", e, isFailing);
                isFailing = true;
                pause(settings.pollIdle());
            }
        }
    }

    /** Forgets earlier rings, because the next read finds everything that they were about. */
    private void awaitBell(Duration max) throws InterruptedException {
        if (bell.tryAcquire(max.toNanos(), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }

    private boolean readOnce() throws InterruptedException {
        var records = stream.poll();
        for (var record : records) {
            var lanes = lanesOf(record);
            inFlight.begin(record, lanes.size());
            lanes.forEach(lane -> lane.put(record));
        }
        return !records.isEmpty();
    }

    /** One lane of each function that wants records of this kind. */
    private List<Lane> lanesOf(StreamedRecord record) {
        var lanes = new ArrayList<Lane>();
        for (int mapping = 0; mapping < mappings.size(); mapping++) {
            if (mappings.get(mapping).eventNames().contains(record.eventName())) {
                var all = lanesByMapping.get(mapping);
                lanes.add(all.get(Math.floorMod(record.key().hashCode(), all.size())));
            }
        }
        return lanes;
    }

    private void tellReached() {
        stream.reached(inFlight.positions());
    }

    private Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(settings.pollIdle()) > 0 ? settings.pollIdle() : twice;
    }

    private void sweep() {
        boolean isFailing = false;
        pause(settings.sweepEvery());
        while (!isStopping() && !Thread.currentThread().isInterrupted()) {
            try {
                sweepOnce();
                isFailing = false;
            } catch (OutOfMemoryError e) {
                throw e;
            } catch (Throwable e) { // As with a batch, the next invocation starts afresh.
                tell("The sweeper failed", e, isFailing);
                isFailing = true;
            }
            pause(settings.sweepEvery());
        }
    }

    private void sweepOnce() throws Exception {
        for (var function : sweepers.scheduled()) {
            functions.invoke(function, schedule());
        }
        for (var function : sweepers.queued()) {
            var event = failures.event();
            if (!event.path("Records").isEmpty()) {
                inFlight.recovered(failures.delivered(event, functions.invoke(function, event)));
            }
        }
    }

    private static ObjectNode schedule() {
        return JsonNodeFactory.instance.objectNode().put("source", "aws.events").put("detail-type", "Scheduled Event");
    }

    /** Logs only the first of several failures in a row, and none while stopping, when the database may be gone. */
    private void tell(String what, Throwable problem, boolean isFailing) {
        if (!isFailing && !isStopping()) {
            LOG.error(what, problem);
        }
    }
}
