package io.daybook.kernel.generation;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A tally, as deliveries reach it; see {@link ServedProjection}. */
public final class ServedTally implements BatchConsumer {
    private final GenerationConsumers consumers;
    private final String category;
    private final UnaryOperator<StreamConsumer> each;

    /** @param category that it follows */
    public ServedTally(GenerationConsumers consumers, String category) {
        this(consumers, category, UnaryOperator.identity());
    }

    private ServedTally(GenerationConsumers consumers, String category, UnaryOperator<StreamConsumer> each) {
        this.consumers = consumers;
        this.category = category;
        this.each = each;
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        return new ServedTally(consumers, category, consumer -> consumer.passingOver(stream, versions));
    }

    @Override
    public String name() {
        return consumers.projection();
    }

    @Override
    public boolean follows(StreamName stream) {
        return stream.category().equals(category);
    }

    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var progress = new HashMap<StreamName, Progress>();
        delivered.keySet().forEach(stream -> progress.put(stream, Progress.APPLIED));
        for (var consumer : consumers.served()) {
            ((BatchConsumer) each.apply(consumer))
                    .apply(delivered, deadline)
                    .forEach((stream, other) -> progress.merge(stream, other, ServedProjection::worse));
        }
        return progress;
    }

    @Override
    public Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        return ServedProjection.applied(consumers, streams);
    }

    @Override
    public void forget() {
        consumers.forget();
    }
}
