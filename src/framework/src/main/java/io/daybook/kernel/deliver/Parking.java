package io.daybook.kernel.deliver;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamName;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Parks a stream that a consumer cannot apply, and reports it once. */
public final class Parking {
    private final ParkedStreams parked;
    private final InstantSource clock;
    private final FailureListener failures;

    public Parking(ParkedStreams parked, InstantSource clock, FailureListener failures) {
        this.parked = parked;
        this.clock = clock;
        this.failures = failures;
    }

    /** @throws io.daybook.kernel.failure.StoreException if it is not certain that the stream is marked */
    public void park(StreamConsumer consumer, StreamName stream, Progress.Poisoned poisoned) {
        var _ = park(
                consumer,
                stream,
                poisoned,
                PoisonException.correlationId(poisoned.cause()).orElse(null));
    }

    /**
     * As above, where it is known which commit the poison event is in.
     *
     * @return the mark as it is if there was none before
     */
    ParkedStream park(
            StreamConsumer consumer, StreamName stream, Progress.Poisoned poisoned, @Nullable String correlationId) {
        var mark = mark(consumer, stream, poisoned.version(), poisoned.error());
        park(mark, correlationId, poisoned.cause());
        return mark;
    }

    /** Sets a mark, and reports it if the stream had none. */
    public void park(ParkedStream mark, @Nullable String correlationId, @Nullable Throwable cause) {
        if (parked.park(mark)) {
            failures.failed(FailureListener.Failure.of(FailureListener.Kind.PARKED, mark, correlationId, cause));
        }
    }

    /** Marks a stream of a paused consumer, which is not reported. */
    void leave(StreamConsumer consumer, StreamName stream) {
        parked.leave(mark(consumer, stream, 0, ParkedStream.PAUSED));
    }

    private ParkedStream mark(StreamConsumer consumer, StreamName stream, long version, String error) {
        var now = clock.instant();
        return new ParkedStream(consumer.name(), stream, version, error, now, 0, now.plus(Redriver.pauseAfter(0)));
    }
}
