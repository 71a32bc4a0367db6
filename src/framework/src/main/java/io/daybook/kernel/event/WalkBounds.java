package io.daybook.kernel.event;

/**
 * How much of one stream a call may read, from its beginning.
 *
 * @param commits from 1
 * @param bytes of their events, about, from 1
 */
public record WalkBounds(long commits, long bytes) {
    public static final WalkBounds NONE = new WalkBounds(Long.MAX_VALUE, Long.MAX_VALUE);

    public boolean permit(long commitsRead, long bytesRead) {
        return commitsRead <= commits && bytesRead <= bytes;
    }
}
