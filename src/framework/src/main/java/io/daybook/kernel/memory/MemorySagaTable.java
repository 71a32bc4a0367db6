package io.daybook.kernel.memory;

import static java.util.Comparator.comparing;

import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Origin;
import io.daybook.kernel.saga.SagaInstance.Timer;
import io.daybook.kernel.saga.SagaInstance.Work;
import io.daybook.kernel.saga.SagaTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A saga table in memory. It behaves as the one on DynamoDB, and passes the same contract suite. */
public final class MemorySagaTable implements SagaTable {
    private record Key(String saga, String id) {}

    private final Map<Key, SagaInstance> rows = new HashMap<>();
    private final Map<Key, NavigableMap<Long, HistoryStep>> histories = new HashMap<>();

    @Override
    public synchronized Optional<SagaInstance> read(String saga, String id) {
        return Optional.ofNullable(rows.get(new Key(saga, id)));
    }

    @Override
    public synchronized Optional<SagaInstance> save(SagaInstance instance, List<HistoryStep> steps) {
        if (steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("at most " + STEPS_MAX + " steps are saved at once");
        }
        var key = new Key(instance.saga(), instance.id());
        long standing = rows.containsKey(key) ? rows.get(key).revision() : 0;
        if (standing != instance.revision()) {
            return Optional.empty();
        }
        var stored = stored(instance);
        rows.put(key, stored);
        var history = histories.computeIfAbsent(key, any -> new TreeMap<>());
        steps.forEach(step -> history.put(step.number(), stored(step)));
        return Optional.of(stored);
    }

    @Override
    public synchronized List<Due> due(Instant now, int limit) {
        checkLimit(limit);
        return rows.values().stream()
                .flatMap(row ->
                        row.dueAt() == null ? Stream.of() : Stream.of(new Due(row.saga(), row.id(), row.dueAt())))
                .filter(due -> !due.dueAt().isAfter(now))
                .sorted(comparing(Due::dueAt).thenComparing(Due::saga).thenComparing(Due::id))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<HistoryStep> history(String saga, String id, long fromNumber, int limit) {
        checkLimit(limit, HISTORY_PAGE_MAX);
        return histories.getOrDefault(new Key(saga, id), new TreeMap<>()).tailMap(fromNumber, true).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Page atStep(String saga, String step, @Nullable String after, int limit) {
        checkLimit(limit);
        var rest = rows.values().stream()
                .filter(row -> row.saga().equals(saga) && row.step().equals(step))
                .filter(row -> after == null || position(row).compareTo(after) > 0)
                .sorted(comparing(MemorySagaTable::position))
                .limit(limit + 1L)
                .toList();
        return rest.size() <= limit
                ? new Page(rest, null)
                : new Page(rest.subList(0, limit), position(rest.get(limit - 1)));
    }

    /** Every instance of a saga, by id. */
    public synchronized List<SagaInstance> all(String saga) {
        return rows.values().stream()
                .filter(row -> row.saga().equals(saga))
                .sorted(comparing(SagaInstance::id))
                .toList();
    }

    private static String position(SagaInstance row) {
        return String.format(Locale.ROOT, "%019d %s", row.origin().startedAt().toEpochMilli(), row.id());
    }

    private static void checkLimit(int limit) {
        checkLimit(limit, PAGE_MAX);
    }

    private static void checkLimit(int limit, int max) {
        if (limit < 1 || limit > max) {
            throw new IllegalArgumentException("a page holds 1.." + max);
        }
    }

    /** With the next revision, and with times in milliseconds. */
    private static SagaInstance stored(SagaInstance instance) {
        var origin = instance.origin();
        var work = instance.work();
        return new SagaInstance(
                instance.saga(),
                instance.id(),
                instance.revision() + 1,
                new Origin(origin.correlationId(), origin.userId(), millis(origin.startedAt())),
                instance.state(),
                instance.step(),
                instance.complete(),
                new Work(
                        work.pending(),
                        work.timers().stream()
                                .map(timer -> new Timer(timer.name(), timer.number(), millis(timer.dueAt())))
                                .toList(),
                        work.applied(),
                        work.steps(),
                        work.timerStarts(),
                        millis(work.at())),
                instance.trouble(),
                instance.dueAt() == null ? null : millis(instance.dueAt()));
    }

    private static HistoryStep stored(HistoryStep step) {
        return new HistoryStep(
                step.number(),
                millis(step.at()),
                step.trigger(),
                step.what(),
                step.stream(),
                step.version(),
                step.outcome(),
                step.detail(),
                step.step(),
                step.sent(),
                step.timers());
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
