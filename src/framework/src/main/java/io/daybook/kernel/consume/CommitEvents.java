package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.schema.EventCodec;
import java.util.function.Consumer;

/** Gives consumers the events of a commit: one after the other, each decoded just before it is used. */
public final class CommitEvents {
    private CommitEvents() {}

    /**
     * An event, or one of the parts that an upcaster split it into.
     *
     * @param type the name under which it is stored
     * @param key the event's id, followed by the number of the part if the event was split; unique
     */
    public record Part<E>(Recorded<E> recorded, String type, String key) {}

    /**
     * Gives every event of a commit to the consumer, in order.
     *
     * @throws PoisonException at the version of the first event that cannot be decoded or applied
     */
    public static <E> void forEach(Commit commit, EventCodec<E> codec, Consumer<Part<E>> taker) {
        for (var stored : commit.stored()) {
            try {
                var encoded = stored.encoded();
                var parts = codec.decode(stored);
                int number = 0;
                for (var part : parts) {
                    number++;
                    var key = parts.size() == 1 ? encoded.id() : encoded.id() + "." + number;
                    taker.accept(new Part<>(part, encoded.type(), key));
                }
            } catch (RuntimeException e) {
                throw new PoisonException(stored.version(), commit.metadata().correlationId(), e);
            }
        }
    }
}
