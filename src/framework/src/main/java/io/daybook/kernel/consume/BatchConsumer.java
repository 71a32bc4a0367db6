package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A consumer that is called once with all streams of a batch, because it writes for several of them at once. */
public interface BatchConsumer extends StreamConsumer {
    /**
     * Applies what was appended to these streams.
     *
     * @param delivered by stream, as for {@link StreamConsumer#apply}
     * @return the result for each of the streams
     */
    Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline);

    @Override
    default Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline) {
        return Objects.requireNonNull(apply(Map.of(stream, delivered), deadline).get(stream));
    }
}
