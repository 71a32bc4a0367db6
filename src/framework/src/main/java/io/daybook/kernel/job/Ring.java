package io.daybook.kernel.job;

/**
 * For which segment of which job a doorbell rings, as a message on a queue says it: {@code 0mibu1c3k-3f9a1c02 3}.
 *
 * @param job contains no space
 */
public record Ring(String job, int segment) {
    public String toText() {
        return job + " " + segment;
    }

    /** @throws IllegalArgumentException if it is not what {@link #toText} writes */
    public static Ring parse(String text) {
        int space = text.indexOf(' ');
        if (space < 1) {
            throw new IllegalArgumentException("a job, a space and a segment, not '" + text + "'");
        }
        return new Ring(text.substring(0, space), Integer.parseInt(text.substring(space + 1)));
    }
}
