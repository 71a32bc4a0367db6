package io.daybook.kernel.saga;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the instances of all sagas. Technical failures are {@link io.daybook.kernel.failure.StoreException}s. */
public interface SagaTable {
    /**
     * How many history steps a save has at most. Source: DynamoDB, TransactWriteItems takes 100 actions; one is the
     * row.
     */
    int STEPS_MAX = 99;

    /** How many items a page has at most. */
    int PAGE_MAX = 100;

    /** How many history steps a page has at most. In a long saga about 25 of them are stored and read together. */
    int HISTORY_PAGE_MAX = 500;

    /** Strongly consistent. */
    Optional<SagaInstance> read(String saga, String id);

    /**
     * Saves an instance and the history steps that led to it, all or nothing.
     *
     * @param instance with the revision at which it was read; it is stored with the next revision, and only if it is
     *     still at that one. Times are kept in milliseconds
     * @return the row as stored; empty if another runner was faster
     * @throws io.daybook.kernel.failure.StoreException if it was not saved, or if that is unknown: read it again before
     *     anything is sent
     * @throws io.daybook.kernel.store.CommitTooLargeException if the row is larger than may be stored
     */
    Optional<SagaInstance> save(SagaInstance instance, List<HistoryStep> steps);

    /** The instances due at this time or earlier, the longest overdue first. */
    List<Due> due(Instant now, int limit);

    /** An instance that is due. */
    record Due(String saga, String id, Instant dueAt) {}

    /** Steps in their order; at most {@link #HISTORY_PAGE_MAX}. */
    List<HistoryStep> history(String saga, String id, long fromNumber, int limit);

    /** Instances at a step, oldest first. */
    Page atStep(String saga, String step, @Nullable String after, int limit);

    /** @param next where the list goes on; null at its end */
    record Page(List<SagaInstance> instances, @Nullable String next) {
        public Page {
            instances = List.copyOf(instances);
        }
    }
}
