package io.daybook.adapter.lambda.admin;

import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.ParkedStreams;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Counts parked streams. */
final class ParkedReport {
    /**
     * The number of marks that are counted at most. If more streams are parked, their exact number does not matter.
     */
    private static final int MARKS_MAX = 10_000;

    private final ParkedStreams parked;
    private final InstantSource clock;

    ParkedReport(ParkedStreams parked, InstantSource clock) {
        this.parked = parked;
        this.clock = clock;
    }

    /** The marks that meet a condition, soonest due first. */
    List<ParkedStream> where(Predicate<ParkedStream> condition) {
        return parked.all(MARKS_MAX / ParkedStreams.PAGE_MAX).filter(condition).toList();
    }

    /** @param stuck the parked streams of one consumer */
    AdminAnswers.Lag lag(List<ParkedStream> stuck) {
        return stuck.stream()
                .map(ParkedStream::since)
                .min(Comparator.naturalOrder())
                .map(since -> new AdminAnswers.Lag(
                        Math.max(0, Duration.between(since, clock.instant()).toMillis()), since))
                .orElse(new AdminAnswers.Lag(0, null));
    }
}
