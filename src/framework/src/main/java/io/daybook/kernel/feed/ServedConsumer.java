package io.daybook.kernel.feed;

import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The consumer of deliveries to a projection or tally: it passes them to every generation that is served for the code
 * of this release. If there is none, the build of the next one takes care of them.
 */
abstract sealed class ServedConsumer implements StreamConsumer permits ServedProjection, ServedTally {
    final GenerationConsumers consumers;
    final String category;
    private final UnaryOperator<StreamConsumer> each;

    /** @param category that it follows */
    ServedConsumer(GenerationConsumers consumers, String category, UnaryOperator<StreamConsumer> each) {
        this.consumers = consumers;
        this.category = category;
        this.each = each;
    }

    List<StreamConsumer> served() {
        var served = new ArrayList<StreamConsumer>();
        consumers.served().forEach(consumer -> served.add(each.apply(consumer)));
        return served;
    }

    /** Postponed is worse than poisoned, and poisoned is worse than applied. */
    static Progress worse(Progress one, Progress other) {
        return switch (one) {
            case Progress.Postponed postponed -> postponed;
            case Progress.Poisoned poisoned -> other instanceof Progress.Postponed ? other : poisoned;
            case Progress.Applied() -> other;
        };
    }

    @Override
    public String name() {
        return consumers.projection();
    }

    @Override
    public boolean follows(StreamName stream) {
        return stream.category().equals(category);
    }

    /** The earlier one of the positions of the editions. */
    @Override
    public Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        var least = new HashMap<StreamName, StreamPosition>();
        for (var consumer : consumers.served()) {
            var applied = consumer.applied(streams);
            for (var stream : streams) {
                var position = applied.getOrDefault(stream, StreamPosition.START);
                least.merge(stream, position, (a, b) -> a.version() <= b.version() ? a : b);
            }
        }
        return least;
    }

    @Override
    public void forget() {
        consumers.forget();
    }
}
