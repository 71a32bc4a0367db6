package io.daybook.kernel.handle;

/**
 * Remembers whether recent writes on cached states were lost, or would have been, and says whether to try the next one
 * without reading first. A lost write costs a write unit and the read after it; reading first always costs one read
 * unit. At DynamoDB's on-demand prices, a write unit costs five read units, so the two are equal if one write in six is
 * lost.
 */
final class WarmWrites {
    /** If a larger share than this is lost, reading first is cheaper: 1 = p * (5 + 1). */
    private static final int ONE_IN = 6;

    /** Enough to be steady, few enough to notice within seconds that other writers came or went. */
    private static final int WINDOW = 64;

    private final boolean[] lost = new boolean[WINDOW];
    private int count;
    private int lostCount;

    synchronized boolean mayWriteWithoutReading() {
        return count == 0 || lostCount * ONE_IN < Math.min(count, WINDOW);
    }

    /** @param wasBehind whether the cached state was behind the stream, so that a write on it was or would be lost */
    synchronized void record(boolean wasBehind) {
        int slot = count % WINDOW;
        if (lost[slot]) {
            lostCount--;
        }
        lost[slot] = wasBehind;
        if (wasBehind) {
            lostCount++;
        }
        // Goes on counting from the second window, so that the sum never overflows.
        count = count + 1 == 2 * WINDOW ? WINDOW : count + 1;
    }
}
