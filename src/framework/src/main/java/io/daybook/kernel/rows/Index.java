package io.daybook.kernel.rows;

/**
 * An index of a read table, as the template must define it: a global secondary index of this name, KEYS_ONLY, with two
 * texts as its keys.
 */
public record Index(String name) {
    /** The attribute that is its hash key. */
    public String hashKey() {
        return name;
    }

    /** The attribute that is its range key. */
    public String rangeKey() {
        return name + "Sort";
    }
}
