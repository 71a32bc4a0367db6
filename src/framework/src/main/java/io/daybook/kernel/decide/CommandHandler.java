package io.daybook.kernel.decide;

import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.StateCodec;
import io.daybook.kernel.store.StreamCache;
import java.util.Optional;

/**
 * The write path of one category: fold, decide, append; again if another writer was faster. Safe for use by
 * several threads.
 *
 * <p>Only an append that succeeded, or a duplicate, is answered from a cached state. Every other answer is given
 * after the stream's tail was read in this request. The checks of one command are in {@link CommandRun}.
 */
public final class CommandHandler<C, S, E> {
    final Category<C, S, E> category;
    final EventCodec<E> codec;
    final EventStore store;
    final StreamFolder<S, E> folder;
    final HandlerSettings settings;
    private final StreamCache<Folded<S>> cache;
    final WarmWrites warmWrites = new WarmWrites();

    public CommandHandler(
            Category<C, S, E> category,
            EventCodec<E> codec,
            StateCodec<S> states,
            EventStore store,
            Snapshots snapshots,
            HandlerSettings settings) {
        this.category = category;
        this.codec = codec;
        this.store = store;
        this.settings = settings;
        this.folder = new StreamFolder<>(category, codec, states, store, snapshots);
        this.cache = new StreamCache<>(settings.cached(), Folded::version);
    }

    /**
     * Handles one command on the stream of {@code id}.
     *
     * @throws io.daybook.kernel.store.CommitTooLargeException if its events or claims would not fit; nothing was written
     * @throws io.daybook.kernel.store.StoreException if storage could not be used; nothing was written
     * @throws io.daybook.kernel.event.UnreadableEventException if the stream holds an event that cannot be read
     */
    public Outcome handle(String id, C command, CommandContext context) {
        return new CommandRun<>(this, category.stream(id), command, context).run();
    }

    Optional<Folded<S>> cached(StreamName stream) {
        return cache.get(stream);
    }

    void cache(StreamName stream, Folded<S> fold) {
        var measured = folder.measured(fold);
        cache.put(stream, measured, measured.size().bytes() + measured.recent().bytes());
    }

    /** Forgets the states that it keeps: the store may no longer hold what they were folded from. */
    public void forget() {
        cache.clear();
    }
}
