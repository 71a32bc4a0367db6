package io.daybook.kernel.generation;

import java.util.List;
import java.util.Optional;

/** Which generations code reads and writes, at one moment. */
public interface Picture {
    /** The generation from which this code answers; empty if none fits it, until one is built. */
    Optional<String> readBy(Edition edition);

    /** The generation that this code keeps up to date for readers; empty if none is served for its version. */
    Optional<String> writtenBy(Edition edition);

    /** Whether a list that was begun on this generation may go on there. */
    boolean isListed(Edition edition, String generation);

    /** Whether the projection has such a generation. */
    boolean isThere(String projection, String generation);

    /** Whether there is such a generation and this code can read it, whatever its state. */
    boolean isReadable(Edition edition, String generation);

    /** The generations that it keeps up to date beside the served one. */
    List<String> fedBeside(Edition edition);

    /** All generations of a projection, the oldest first; none if it is not known which there are. */
    List<Generation> all(String projection);
}
