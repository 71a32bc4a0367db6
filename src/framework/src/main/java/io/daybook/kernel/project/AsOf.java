package io.daybook.kernel.project;

import java.time.Instant;

/** A moment in the life of a stream. */
public sealed interface AsOf {
    /** The end of the stream, read now. */
    record Latest() implements AsOf {}

    /**
     * After the event of this version, which may be inside a commit.
     *
     * @param version from 1
     */
    record Version(long version) implements AsOf {
        public Version {
            if (version < 1) {
                throw new IllegalArgumentException("a version is a number from 1 on, not " + version);
            }
        }
    }

    /**
     * With every commit recorded at or before this time. It is final once the time is a minute past, because clocks
     * differ.
     */
    record Time(Instant at) implements AsOf {}
}
