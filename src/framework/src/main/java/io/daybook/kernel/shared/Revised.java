package io.daybook.kernel.shared;

/**
 * A value, and how often it has been written.
 *
 * @param revision 0 if it was never written
 */
public record Revised<T>(T value, long revision) {
    public boolean isFirst() {
        return revision == 0;
    }

    /** What is there when this one is replaced. */
    public Revised<T> next(T next) {
        return new Revised<>(next, revision + 1);
    }
}
