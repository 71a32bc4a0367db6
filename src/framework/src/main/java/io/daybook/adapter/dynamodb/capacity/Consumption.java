package io.daybook.adapter.dynamodb.capacity;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What some work has consumed so far. It is counted for the work that this one is a part of, too. */
public final class Consumption {
    private final @Nullable Consumption whole;
    private final SortedMap<String, Integer> throttled = new TreeMap<>();
    private Capacity total = Capacity.NONE;
    private int cancelledTransactions;

    /** @param whole what it is a part of; null if it is counted for itself alone */
    Consumption(@Nullable Consumption whole) {
        this.whole = whole;
    }

    public synchronized Capacity total() {
        return total;
    }

    /** Transactions that DynamoDB cancelled, each attempt counted. Their units are in the total. */
    public synchronized int cancelledTransactions() {
        return cancelledTransactions;
    }

    /** How many requests DynamoDB refused for their number, by table. */
    public synchronized SortedMap<String, Integer> throttled() {
        return new TreeMap<>(throttled);
    }

    void add(Capacity more) {
        synchronized (this) {
            total = total.plus(more);
        }
        if (whole != null) {
            whole.add(more);
        }
    }

    void addCancelledTransaction() {
        synchronized (this) {
            cancelledTransactions++;
        }
        if (whole != null) {
            whole.addCancelledTransaction();
        }
    }

    void addThrottled(String table) {
        synchronized (this) {
            throttled.merge(table, 1, Integer::sum);
        }
        if (whole != null) {
            whole.addThrottled(table);
        }
    }
}
