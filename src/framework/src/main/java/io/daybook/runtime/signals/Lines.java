package io.daybook.runtime.signals;

/** Where lines go. */
public sealed interface Lines permits JsonLines, ReadableLines {
    void write(Line line);

    /** Whether people read the lines as they come; otherwise machines keep them, and count what is in them. */
    boolean areForPeople();
}
