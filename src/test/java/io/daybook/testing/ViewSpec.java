package io.daybook.testing;

import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.Projection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folds a view: the event of version n is recorded n seconds after {@link #at at(0)}. */
public final class ViewSpec<E, R> {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private final Projection<E, R> projection;
    private final StreamName stream;

    public ViewSpec(Projection<E, R> projection, String stream) {
        this.projection = projection;
        this.stream = StreamName.parse(stream);
    }

    public static Instant at(long version) {
        return START.plusSeconds(version);
    }

    @SafeVarargs
    public final @Nullable R after(E... events) {
        return after(List.of(events));
    }

    public @Nullable R after(List<? extends E> events) {
        @Nullable R row = null;
        long version = 0;
        for (var event : events) {
            version++;
            row = projection.evolve(row, recorded(version, event));
        }
        return row;
    }

    private Recorded<E> recorded(long version, E event) {
        var metadata = new EventMetadata("c" + version, "r", "c" + version, null, at(version));
        return new Recorded<>(stream, version, "e" + version, event, metadata);
    }
}
