package io.daybook.kernel.generation;

import io.daybook.kernel.generation.Generation.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pointers of all projections at one moment, and the releases that have used them.
 *
 * @param pointers by the projection's name
 * @param releases whose signs of life may be there
 */
public record Pointers(Map<String, Pointer> pointers, Set<String> releases) implements Picture {
    public static final Pointers NONE = new Pointers(Map.of(), Set.of());

    public Pointers {
        pointers = Map.copyOf(pointers);
        releases = Set.copyOf(releases);
    }

    public Optional<Pointer> of(String projection) {
        return Optional.ofNullable(pointers.get(projection));
    }

    public Optional<Generation> find(String projection, String generation) {
        return of(projection).flatMap(pointer -> pointer.find(generation));
    }

    public Pointers with(Pointer pointer) {
        var more = new HashMap<>(pointers);
        more.put(pointer.projection(), pointer);
        return new Pointers(more, releases);
    }

    public Pointers without(String projection) {
        var fewer = new HashMap<>(pointers);
        fewer.remove(projection);
        return new Pointers(fewer, releases);
    }

    public Pointers withRelease(String release) {
        var more = new HashSet<>(releases);
        more.add(release);
        return new Pointers(pointers, more);
    }

    public Pointers withoutReleases(Set<String> gone) {
        var fewer = new HashSet<>(releases);
        fewer.removeAll(gone);
        return new Pointers(pointers, fewer);
    }

    @Override
    public Optional<String> readBy(Edition edition) {
        return of(edition.projection())
                .flatMap(pointer -> pointer.readBy(edition))
                .map(Generation::id);
    }

    @Override
    public Optional<String> writtenBy(Edition edition) {
        return of(edition.projection())
                .flatMap(pointer -> pointer.served(edition.version()))
                .map(Generation::id);
    }

    @Override
    public boolean isListed(Edition edition, String generation) {
        return isReadable(edition, generation)
                && find(edition.projection(), generation)
                        .filter(one -> one.is(State.SERVED) || one.is(State.KEPT))
                        .isPresent();
    }

    @Override
    public boolean isThere(String projection, String generation) {
        return find(projection, generation)
                .filter(found -> !found.is(State.LEAVING))
                .isPresent();
    }

    @Override
    public boolean isReadable(Edition edition, String generation) {
        return of(edition.projection())
                .filter(pointer -> pointer.isReadable(edition, generation))
                .isPresent();
    }

    @Override
    public List<String> fedBeside(Edition edition) {
        return of(edition.projection()).stream()
                .flatMap(pointer -> pointer.fedBeside(edition.version()).stream())
                .map(Generation::id)
                .toList();
    }

    @Override
    public List<Generation> all(String projection) {
        return of(projection).map(Pointer::generations).orElse(List.of());
    }
}
