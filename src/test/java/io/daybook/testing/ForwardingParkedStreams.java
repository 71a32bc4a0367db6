package io.daybook.testing;

import io.daybook.kernel.consume.ParkedStream;
import io.daybook.kernel.consume.ParkedStreams;
import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands every call on to other markers; tests override what they want to see or disturb. */
public class ForwardingParkedStreams implements ParkedStreams {
    private final ParkedStreams parked;

    public ForwardingParkedStreams(ParkedStreams parked) {
        this.parked = parked;
    }

    @Override
    public void park(ParkedStream marker) {
        parked.park(marker);
    }

    @Override
    public Optional<ParkedStream> find(String consumer, StreamName stream) {
        return parked.find(consumer, stream);
    }

    @Override
    public List<ParkedStream> due(Instant now) {
        return parked.due(now);
    }

    @Override
    public Page list(@Nullable String after, int limit) {
        return parked.list(after, limit);
    }

    @Override
    public void replace(ParkedStream seen, ParkedStream next) {
        parked.replace(seen, next);
    }

    @Override
    public void remove(ParkedStream seen) {
        parked.remove(seen);
    }
}
