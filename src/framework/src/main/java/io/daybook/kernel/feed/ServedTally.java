package io.daybook.kernel.feed;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A tally, as deliveries reach it. */
public final class ServedTally extends ServedConsumer implements BatchConsumer {
    /** @param category that it follows */
    public ServedTally(GenerationConsumers consumers, String category) {
        this(consumers, category, UnaryOperator.identity());
    }

    private ServedTally(GenerationConsumers consumers, String category, UnaryOperator<StreamConsumer> each) {
        super(consumers, category, each);
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        return new ServedTally(consumers, category, consumer -> consumer.passingOver(stream, versions));
    }

    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var progress = new HashMap<StreamName, Progress>();
        delivered.keySet().forEach(stream -> progress.put(stream, Progress.APPLIED));
        for (var consumer : served()) {
            ((BatchConsumer) consumer)
                    .apply(delivered, deadline)
                    .forEach((stream, other) -> progress.merge(stream, other, ServedConsumer::worse));
        }
        return progress;
    }
}
