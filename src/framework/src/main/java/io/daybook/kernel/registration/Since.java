package io.daybook.kernel.registration;

import io.daybook.kernel.event.ClockSkew;
import java.time.Instant;

/** Says from when on consumers take events that are registered with a batch. */
@FunctionalInterface
public interface Since {
    /** @param earliest when the first commit of the batch was recorded */
    Instant of(Instant earliest);

    /**
     * Where several instances of a release take deliveries. It is the time at which this one began, so that nothing that
     * happened from then on is lost, whichever instance had it first and however late; or that of the batch, if what it
     * was given first is older. A minute before that, because clocks may differ by so much.
     *
     * @param startedAt when this process began; with SnapStart, when its release was published
     */
    static Since deployed(Instant startedAt) {
        return earliest -> (earliest.isBefore(startedAt) ? earliest : startedAt).minus(ClockSkew.MAX);
    }

    /**
     * Where this process is all of the release and its clock the only one. Batches say nothing there, because each start
     * may deliver again what was delivered before.
     */
    static Since started(Instant startedAt) {
        return earliest -> startedAt;
    }
}
