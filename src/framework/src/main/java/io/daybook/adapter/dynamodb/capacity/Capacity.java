package io.daybook.adapter.dynamodb.capacity;

/** What requests have consumed. One read unit reads 4 KB with strong consistency; one write unit writes 1 KB. */
public record Capacity(long requests, double readUnits, double writeUnits) {
    public static final Capacity NONE = new Capacity(0, 0, 0);

    public Capacity plus(Capacity more) {
        return new Capacity(requests + more.requests, readUnits + more.readUnits, writeUnits + more.writeUnits);
    }

    public Capacity minus(Capacity earlier) {
        return new Capacity(
                requests - earlier.requests, readUnits - earlier.readUnits, writeUnits - earlier.writeUnits);
    }
}
