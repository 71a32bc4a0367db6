package io.daybook.kernel.generation;

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

/**
 * A projection of one stream, as deliveries reach it: they are written to what is served for the code of this release.
 * Where nothing is, they are left to the build of what will be.
 */
public final class ServedProjection implements StreamConsumer {
    private final GenerationConsumers consumers;
    private final String category;
    private final UnaryOperator<StreamConsumer> each;

    /** @param category that it follows */
    public ServedProjection(GenerationConsumers consumers, String category) {
        this(consumers, category, UnaryOperator.identity());
    }

    private ServedProjection(GenerationConsumers consumers, String category, UnaryOperator<StreamConsumer> each) {
        this.consumers = consumers;
        this.category = category;
        this.each = each;
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        return new ServedProjection(consumers, category, consumer -> consumer.passingOver(stream, versions));
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
    public Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline) {
        var progress = Progress.APPLIED;
        for (var consumer : consumers.served()) {
            progress = worse(progress, each.apply(consumer).apply(stream, delivered, deadline));
        }
        return progress;
    }

    /** What is to be delivered again counts more than what is parked, and that more than what is applied. */
    static Progress worse(Progress one, Progress other) {
        return switch (one) {
            case Progress.Postponed postponed -> postponed;
            case Progress.Poisoned poisoned -> other instanceof Progress.Postponed ? other : poisoned;
            case Progress.Applied() -> other;
        };
    }

    @Override
    public Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        return applied(consumers, streams);
    }

    /** The lesser of what the editions have applied. */
    static Map<StreamName, StreamPosition> applied(GenerationConsumers consumers, Collection<StreamName> streams) {
        Map<StreamName, StreamPosition> least = null;
        for (var consumer : consumers.served()) {
            var applied = consumer.applied(streams);
            if (least == null) {
                least = new HashMap<>(applied);
            } else {
                for (var stream : streams) {
                    var other = applied.getOrDefault(stream, StreamPosition.START);
                    least.merge(stream, other, (a, b) -> a.version() <= b.version() ? a : b);
                }
            }
        }
        return least == null ? Map.of() : least;
    }

    @Override
    public void forget() {
        consumers.forget();
    }
}
