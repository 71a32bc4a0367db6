package io.daybook.kernel.deliver;

import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The durable marks of parked streams, at most one for each consumer and stream. */
public interface ParkedStreams {
    /** How many marks a page has at most. */
    int PAGE_MAX = 100;

    /**
     * Marks a stream. If it has a mark at the same version already, that one stays, with its attempts and times.
     *
     * @return whether this mark is new; false if there was one at the same version
     * @throws io.daybook.kernel.failure.StoreException if it is not certain that the stream is marked
     */
    boolean park(ParkedStream parked);

    /**
     * Marks a stream that was delivered and not applied, because its consumer is paused. If it has a mark already,
     * that one stays, but becomes due when this one is, and at least a millisecond later than before. So code that saw
     * it earlier does not remove it, and what was delivered now is not lost.
     *
     * @throws io.daybook.kernel.failure.StoreException if it is not certain that the stream is marked
     */
    void leave(ParkedStream parked);

    Optional<ParkedStream> find(String consumer, StreamName stream);

    /** The marks due at this time or earlier, the longest overdue first; at most {@link #PAGE_MAX}. */
    List<ParkedStream> due(Instant now);

    /** All marks, soonest due first. */
    Page list(@Nullable String after, int limit);

    /**
     * The marks in the order of {@link #list}, each page read only when it is reached.
     *
     * @param pagesMax how many pages are read at most
     */
    default Stream<ParkedStream> all(int pagesMax) {
        return Stream.iterate(
                        Optional.of(list(null, PAGE_MAX)),
                        page -> page.map(Page::next).map(after -> list(after, PAGE_MAX)))
                .takeWhile(Optional::isPresent)
                .limit(pagesMax)
                .flatMap(page -> page.stream().flatMap(found -> found.parked().stream()));
    }

    /** @param next where the list goes on; null at its end */
    record Page(List<ParkedStream> parked, @Nullable String next) {
        public Page {
            parked = List.copyOf(parked);
        }
    }

    /** Replaces a mark, unless it has changed since it was seen. */
    void replace(ParkedStream seen, ParkedStream next);

    /** Removes a mark, unless it has changed since it was seen. */
    void remove(ParkedStream seen);
}
