package io.daybook.kernel.sweep;

import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What waits, for people or for the sweeper, and for how long.
 *
 * @param parkedStreams streams that are parked, each counted for each consumer; those of paused consumers are not
 * @param oldestParked for how long the oldest of them has been parked
 * @param stuckSagas instances of sagas that have given up
 * @param oldestDue for how long the oldest due instance of a saga has been due
 */
public record Backlog(long parkedStreams, Duration oldestParked, long stuckSagas, Duration oldestDue) {
    /** Pages of each list that are looked at: 10,000 entries. Long before that, it is known that something is wrong. */
    private static final int PAGES_MAX = 100;

    /**
     * Looks at everything.
     *
     * @param sagas the names of all sagas
     * @throws io.daybook.kernel.failure.StoreException if storage could not be used
     */
    public static Backlog at(Instant now, ParkedStreams parked, SagaTable table, Collection<String> sagas) {
        var since = parked.all(PAGES_MAX)
                .filter(mark -> !mark.isPaused())
                .map(ParkedStream::since)
                .toList();
        long stuck = sagas.stream().mapToLong(saga -> countStuck(table, saga)).sum();
        var due = table.due(now, 1).stream().map(SagaTable.Due::dueAt).findFirst();
        return new Backlog(
                since.size(),
                Duration.between(since.stream().min(Comparator.naturalOrder()).orElse(now), now),
                stuck,
                Duration.between(due.orElse(now), now));
    }

    private static long countStuck(SagaTable table, String saga) {
        long count = 0;
        @Nullable String after = null;
        for (int page = 0; page < PAGES_MAX; page++) {
            var listed = table.atStep(saga, SagaInstance.STUCK, after, SagaTable.PAGE_MAX);
            count += listed.instances().size();
            after = listed.next();
            if (after == null) {
                break;
            }
        }
        return count;
    }
}
