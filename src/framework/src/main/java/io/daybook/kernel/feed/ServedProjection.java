package io.daybook.kernel.feed;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A projection of one stream, as deliveries reach it. */
public final class ServedProjection extends ServedConsumer {
    /** @param category that it follows */
    public ServedProjection(GenerationConsumers consumers, String category) {
        this(consumers, category, UnaryOperator.identity());
    }

    private ServedProjection(GenerationConsumers consumers, String category, UnaryOperator<StreamConsumer> each) {
        super(consumers, category, each);
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        return new ServedProjection(consumers, category, consumer -> consumer.passingOver(stream, versions));
    }

    @Override
    public Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline) {
        var progress = Progress.APPLIED;
        for (var consumer : served()) {
            progress = worse(progress, consumer.apply(stream, delivered, deadline));
        }
        return progress;
    }
}
