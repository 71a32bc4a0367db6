package io.daybook.kernel.consume;

import io.daybook.kernel.event.StreamName;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Tries parked streams again: those that are due by themselves, any of them on demand. */
public final class Redriver {
    public Redriver(List<StreamConsumer> consumers, ParkedStreams parked, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /** @return how many streams came right */
    public int redriveDue(Deadline deadline) {
        return 0;
    }

    /**
     * Redrives all parked streams now, due or not, or those of one consumer or stream.
     *
     * @return how many came right
     */
    public int redriveNow(Set<String> consumers, Set<StreamName> streams, Deadline deadline) {
        return 0;
    }

    /**
     * Catches up streams whose records killed the process that handled them: each is marked first, then tried by itself,
     * so that one that kills again stays marked and the others go on.
     */
    public void recover(Set<StreamName> streams, Deadline deadline) {}
}
