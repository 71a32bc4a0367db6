package io.daybook.kernel.registration;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.shared.Revised;
import io.daybook.kernel.shared.SharedTable;
import io.daybook.kernel.shared.SharedValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Says from when on the sagas and reactors of this release take events. If none was ever registered, all take
 * everything from the beginning. One that is added later is registered when a batch is delivered to the first release
 * that has it, so that it does not act on what happened before. A registration never changes, so an instance that knows
 * all of them does not read again.
 */
public final class Registrations {
    /**
     * When a reconciliation is begun again, because the process that was about to begin it may have stopped in between.
     */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final SharedValue<Registry> registry;
    private final List<Newcomer> newcomers;
    private final Context context;
    private volatile Map<String, Registration> known = Map.of();
    private volatile boolean areAllRegistered;
    private volatile boolean areAllReconciled;

    /**
     * How they are registered.
     *
     * @param settle how long after a registration a release without the consumer may still be busy with a delivery
     */
    public record Context(Since since, Duration settle, InstantSource clock, Backoff backoff) {}

    /** @param newcomers all sagas and reactors of this release */
    public Registrations(SharedTable<Registry> table, Collection<Newcomer> newcomers, Context context) {
        this.registry = new SharedValue<>(table, "the registrations of sagas and reactors", context.backoff());
        this.newcomers = List.copyOf(newcomers);
        this.context = context;
    }

    /**
     * Registers those that are not registered yet. To be called with each batch, before any consumer takes it.
     *
     * @param commits by stream
     * @throws io.daybook.kernel.failure.StoreException if it is not certain that all are registered: no consumer may
     *     take the batch then
     */
    public void delivered(Map<StreamName, List<Commit>> commits) {
        if (areAllRegistered || commits.isEmpty()) {
            return;
        }
        var now = context.clock().instant();
        var earliest = commits.values().stream()
                .flatMap(List::stream)
                .map(commit -> commit.metadata().at())
                .min(Instant::compareTo)
                .orElse(now);
        change(seen -> missing(seen, earliest, now));
        areAllRegistered = true;
    }

    /**
     * The first registry is written even if it is empty, so that the first saga that is added to an old book counts as
     * new.
     */
    private Optional<Registry> missing(Revised<Registry> seen, Instant earliest, Instant now) {
        var there = seen.value();
        boolean isFirst = seen.isFirst();
        var since = context.since().of(earliest);
        var more = new HashMap<String, Registration>();
        for (var newcomer : newcomers) {
            if (!there.registrations().containsKey(newcomer.name())) {
                more.put(
                        newcomer.name(),
                        new Registration(
                                isFirst || newcomer.fromBeginning() ? Registration.BEGINNING : since,
                                isFirst ? null : now.plus(context.settle())));
            }
        }
        return isFirst || !more.isEmpty() ? Optional.of(there.with(more)) : Optional.empty();
    }

    /**
     * From when on a consumer takes events; empty if it is not registered yet, because nothing was delivered so far to a
     * release that has it. It takes nothing then.
     *
     * @throws io.daybook.kernel.failure.StoreException if it had to be read and could not be
     */
    public Optional<Instant> since(String consumer) {
        if (!known.containsKey(consumer)) {
            known = registry.read().value().registrations();
        }
        return Optional.ofNullable(known.get(consumer)).map(Registration::since);
    }

    /** All registrations, by the consumer's name. */
    public Map<String, Registration> all() {
        return registry.read().value().registrations();
    }

    /**
     * Begins the reconciliations that are due. To be called at times. Each is begun once, or twice if a process stopped
     * before it had written that down, which does no harm.
     *
     * @param begin a reconciliation of these consumers
     */
    public void sweep(Consumer<List<String>> begin) {
        if (areAllReconciled || newcomers.isEmpty()) {
            return;
        }
        var now = context.clock().instant();
        var there = registry.read().value();
        if (!due(there, now).isEmpty()) {
            there = begin(now, begin);
        }
        var registrations = there.registrations();
        areAllReconciled = newcomers.stream().allMatch(newcomer -> {
            var registration = registrations.get(newcomer.name());
            return registration != null && registration.reconcileAt() == null;
        });
    }

    private Map<String, Registration> due(Registry there, Instant now) {
        var due = new HashMap<String, Registration>();
        for (var newcomer : newcomers) {
            var registration = there.registrations().get(newcomer.name());
            if (registration != null && registration.isDue(now)) {
                due.put(newcomer.name(), registration.reconciledAt(now.plus(AGAIN)));
            }
        }
        return due;
    }

    /** Puts them off before it begins them, so that nobody else begins the same ones. */
    private Registry begin(Instant now, Consumer<List<String>> begin) {
        var mine = new HashMap<String, Registration>();
        var there = change(seen -> {
            mine.clear();
            mine.putAll(due(seen.value(), now));
            return mine.isEmpty() ? Optional.empty() : Optional.of(seen.value().with(mine));
        });
        if (mine.isEmpty()) {
            return there;
        }
        begin.accept(mine.keySet().stream().sorted().toList());
        return change(seen -> {
            var begun = new HashMap<String, Registration>();
            mine.forEach((name, putOff) -> {
                if (putOff.equals(seen.value().registrations().get(name))) {
                    begun.put(name, putOff.reconciledAt(null));
                }
            });
            return begun.isEmpty() ? Optional.empty() : Optional.of(seen.value().with(begun));
        });
    }

    private Registry change(Function<Revised<Registry>, Optional<Registry>> change) {
        var there = registry.change(change).value();
        known = there.registrations();
        return there;
    }
}
