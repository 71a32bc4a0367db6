package io.daybook.kernel.replay;

/** What request units cost. Source: docs/costs.md, on-demand tables in us-east-1. */
final class Prices {
    private static final double USD_PER_READ_UNIT = 0.125 / 1_000_000;
    private static final double USD_PER_WRITE_UNIT = 0.625 / 1_000_000;

    private Prices() {}

    static double usd(double readUnits, double writeUnits) {
        return readUnits * USD_PER_READ_UNIT + writeUnits * USD_PER_WRITE_UNIT;
    }
}
