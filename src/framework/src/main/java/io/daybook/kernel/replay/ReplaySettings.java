package io.daybook.kernel.replay;

import java.time.Duration;

/**
 * How read models are rebuilt.
 *
 * @param settle how long after its last sign a release may still write with the code and the picture that it had: five
 *     seconds, the longest time-out of a function that takes deliveries, and the minute between two signs
 * @param keep how long a generation is kept after the last sign of a function that reads or writes it
 * @param parkedMax how long a build waits for streams that it cannot apply although the served rows are further
 * @param segments into which the book is divided, 1..100
 * @param byItself whether a build begins by itself if nothing is served for a version
 */
public record ReplaySettings(Duration settle, Duration keep, Duration parkedMax, int segments, boolean byItself) {}
