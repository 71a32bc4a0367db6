package io.daybook.kernel.generation;

import io.daybook.kernel.generation.Generation.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The generations of one projection.
 *
 * @param tally whether the projection is a tally, so that its generations have cursors, too
 * @param issued how many generations it has had
 * @param generations those that it has, the oldest first
 * @param tried which builds have begun by themselves, each as {@link #trial}: none begins twice
 */
public record Pointer(String projection, boolean tally, int issued, List<Generation> generations, Set<String> tried) {
    public Pointer {
        generations = List.copyOf(generations);
        tried = Set.copyOf(tried);
    }

    /** A build of a version, begun by a release. */
    public static String trial(int version, String release) {
        return version + "@" + release;
    }

    public Optional<Generation> find(String id) {
        return generations.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The generation that is served for a version of the code. */
    public Optional<Generation> served(int version) {
        return generations.stream()
                .filter(one -> one.is(State.SERVED) && one.projectionVersion() == version)
                .findFirst();
    }

    /** What code reads: what is served for its version, or for the highest one that it can read. */
    public Optional<Generation> readBy(Edition edition) {
        return generations.stream()
                .filter(one -> one.is(State.SERVED)
                        && one.projectionVersion() >= edition.readsFrom()
                        && one.projectionVersion() <= edition.version())
                .max(Comparator.comparingInt(Generation::projectionVersion));
    }

    /** Whether code can answer from a generation, whatever its state. */
    public boolean isReadable(Edition edition, String id) {
        return find(id).filter(one -> !one.is(State.LEAVING)
                        && one.projectionVersion() >= edition.readsFrom()
                        && one.projectionVersion() <= edition.version())
                .isPresent();
    }

    /** The generations that code of a version keeps up to date beside the served one. */
    public List<Generation> fedBeside(int version) {
        return generations.stream()
                .filter(one -> one.projectionVersion() == version && one.isFed() && !one.is(State.SERVED))
                .toList();
    }

    /** The generations of a version that are being built. */
    public List<Generation> building(int version) {
        return generations.stream()
                .filter(one -> one.is(State.BUILDING) && one.projectionVersion() == version)
                .toList();
    }

    /** The id of the next generation. */
    public String nextId(boolean asOf) {
        return (asOf ? "asof-" : "") + (issued + 1);
    }

    /** @param next with {@link #nextId} */
    public Pointer with(Generation next) {
        var more = new ArrayList<>(generations);
        more.add(next);
        return new Pointer(projection, tally, issued + 1, more, tried);
    }

    public Pointer without(String id) {
        return new Pointer(
                projection,
                tally,
                issued,
                generations.stream().filter(one -> !one.id().equals(id)).toList(),
                tried);
    }

    public Pointer changed(String id, UnaryOperator<Generation> change) {
        return new Pointer(
                projection,
                tally,
                issued,
                generations.stream()
                        .map(one -> one.id().equals(id) ? change.apply(one) : one)
                        .toList(),
                tried);
    }

    public Pointer tried(String trial) {
        var more = new HashSet<>(tried);
        more.add(trial);
        return new Pointer(projection, tally, issued, generations, more);
    }

    /** Serves a generation. The one that was served for the same version is kept. */
    public Pointer serving(String id, Instant now) {
        var next = find(id).orElseThrow();
        return new Pointer(
                projection,
                tally,
                issued,
                generations.stream()
                        .map(one -> {
                            if (one.id().equals(id)) {
                                return one.as(State.SERVED, now);
                            }
                            return one.is(State.SERVED) && one.projectionVersion() == next.projectionVersion()
                                    ? one.as(State.KEPT, now)
                                    : one;
                        })
                        .toList(),
                tried);
    }
}
