package io.daybook.kernel.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an instance has read at most five seconds ago by the wall clock, so that an instance that was frozen reads again
 * before it does anything.
 */
public final class Recent<T> {
    /** Source: docs/operations.md. */
    public static final Duration AGE_MAX = Duration.ofSeconds(5);

    private final InstantSource clock;
    private volatile @Nullable Seen<T> seen;

    private record Seen<T>(T value, Instant at) {}

    public Recent(InstantSource clock) {
        this.clock = clock;
    }

    /** What was read last, or what is read now if that is too old. */
    public T get(Supplier<T> read) {
        var last = seen;
        var now = clock.instant();
        // A clock that was set back must not keep an old value.
        return last != null
                        && !now.isBefore(last.at())
                        && now.isBefore(last.at().plus(AGE_MAX))
                ? last.value()
                : anew(read);
    }

    /** Reads, whatever was read before. */
    public T anew(Supplier<T> read) {
        var now = clock.instant();
        var value = read.get();
        seen = new Seen<>(value, now);
        return value;
    }

    /** What was read last, however old it is; empty if nothing was. */
    public Optional<T> last() {
        return Optional.ofNullable(seen).map(Seen::value);
    }

    /** Reads again at the next call. */
    public void forget() {
        seen = null;
    }
}
