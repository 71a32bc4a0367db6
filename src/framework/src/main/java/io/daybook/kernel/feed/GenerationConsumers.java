package io.daybook.kernel.feed;

import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.generation.Pictures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The consumers that keep the rows of one projection, one for each generation. A release may have two editions of it in
 * its code: the present one, and the one that it replaces.
 */
public final class GenerationConsumers {
    private final List<Member> members;
    private final Pictures pictures;
    private final Map<Key, StreamConsumer> open = new ConcurrentHashMap<>();

    private record Key(int version, String generation) {}

    /**
     * An edition.
     *
     * @param consumer makes what keeps the rows of a generation, by its id
     */
    public record Member(Edition edition, Function<String, StreamConsumer> consumer) {}

    /** @param members of one projection, the present edition first */
    public GenerationConsumers(List<Member> members, Pictures pictures) {
        this.members = List.copyOf(members);
        this.pictures = pictures;
    }

    public String projection() {
        return members.getFirst().edition().projection();
    }

    /** The consumers of generations that readers see. */
    List<StreamConsumer> served() {
        var picture = pictures.now();
        var served = new ArrayList<StreamConsumer>();
        for (var member : members) {
            picture.writtenBy(member.edition()).ifPresent(id -> served.add(of(member, id)));
        }
        return served;
    }

    /** The consumers of generations that are not served yet, or no longer. */
    List<StreamConsumer> beside() {
        var picture = pictures.now();
        var beside = new ArrayList<StreamConsumer>();
        var present = new HashSet<Key>();
        for (var member : members) {
            int version = member.edition().version();
            picture.writtenBy(member.edition()).ifPresent(id -> present.add(new Key(version, id)));
            for (var id : picture.fedBeside(member.edition())) {
                present.add(new Key(version, id));
                beside.add(of(member, id));
            }
        }
        forgetOthers(present);
        return beside;
    }

    /** The cache of a generation is dropped with it. */
    private void forgetOthers(Set<Key> present) {
        open.keySet().removeIf(key -> !present.contains(key));
    }

    private StreamConsumer of(Member member, String generation) {
        return open.computeIfAbsent(
                new Key(member.edition().version(), generation),
                key -> member.consumer().apply(generation));
    }

    void forget() {
        open.values().forEach(StreamConsumer::forget);
        pictures.forget();
    }
}
