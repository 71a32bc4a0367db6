package io.daybook.kernel.deliver;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamName;
import java.time.InstantSource;

/** Parks a stream that a consumer cannot apply, and tells of it once. */
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
        var now = clock.instant();
        var marker = new ParkedStream(
                consumer.name(),
                stream,
                poisoned.version(),
                poisoned.error(),
                now,
                0,
                now.plus(Redriver.pauseAfter(0)));
        if (parked.park(marker)) {
            failures.failed(FailureListener.Failure.of(
                    FailureListener.Kind.PARKED,
                    marker,
                    PoisonException.correlationId(poisoned.cause()).orElse(null),
                    poisoned.cause()));
        }
    }
}
