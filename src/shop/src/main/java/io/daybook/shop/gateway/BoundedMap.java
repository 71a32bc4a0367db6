package io.daybook.shop.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets its oldest entry rather than grow without limit. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    /** As many orders as a simulator in memory need remember: far more than are under way at once. */
    private static final int ENTRIES_MAX = 100_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > ENTRIES_MAX;
    }
}
