package io.daybook.kernel.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Claim;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.HeapCodec;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.signal.Signals;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.LimitWatch.Limit;
import io.daybook.kernel.store.LimitWatch.Near;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.StreamCache;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A command that takes many unique values at once. */
class ManyClaimsTest {
    private static final StreamName STREAM = new StreamName("range", "1");
    private static final EventTypes<Taken> TYPES = EventTypes.of(EventType.of("RangeTaken", Taken.class));

    private final List<Near> told = new ArrayList<>();
    private final MemoryEventStore store = new MemoryEventStore();
    private final CommandHandler<Take, Taken, Taken> handler = new CommandHandler<>(
            new Category<>(
                    "range", new Ranges(), List.of(CommandType.creating("take", Take.class)), TYPES, Taken.class, 1),
            new HeapCodec<>(TYPES),
            new HeapCodec.States<>(),
            store,
            Snapshots.none(),
            new HandlerSettings(
                    8,
                    new StreamCache.Limit(100, StreamCache.BYTES_MAX_DEFAULT),
                    0,
                    Backoff.none(),
                    InstantSource.system(),
                    () -> UUID.randomUUID().toString(),
                    "test-1",
                    (of, at, other) -> {},
                    new LimitWatch(told::add),
                    Signals.NONE));

    /** Numbers from 0. */
    record Take(int count) {}

    record Taken(int count) {}

    private static final class Ranges implements Decider<Take, Taken, Taken> {
        @Override
        public Taken initial() {
            return new Taken(0);
        }

        @Override
        public Decision<Taken> decide(Take command, Taken state) {
            return Decision.accept(new Taken(command.count()));
        }

        @Override
        public Taken evolve(Taken state, Taken event) {
            return event;
        }

        @Override
        public Set<Claim> claims(Taken state) {
            return IntStream.range(0, state.count())
                    .mapToObj(number -> new Claim("number", Integer.toString(number), new InUse()))
                    .collect(Collectors.toSet());
        }
    }

    private record InUse() implements Rejection {
        @Override
        public String code() {
            return "in-use";
        }

        @Override
        public String message() {
            return "The number is in use.";
        }
    }

    @Test
    void from_half_of_the_limit_on_it_is_told_once_for_each_stream_and_works() {
        assertThat(take(48)).isInstanceOf(Outcome.Accepted.class);
        assertThat(told).isEmpty();
        assertThat(take(97)).isInstanceOf(Outcome.Accepted.class);
        assertThat(take(0)).isInstanceOf(Outcome.Accepted.class);
        assertThat(take(98)).isInstanceOf(Outcome.Accepted.class);
        assertThat(told).containsExactly(new Near(Limit.CLAIMS, STREAM.toString(), 49));
    }

    @Test
    void a_stream_that_takes_its_claims_in_parts_holds_as_many_as_it_likes() {
        for (int count = 40; count <= 400; count += 40) {
            assertThat(take(count)).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void more_than_one_transaction_takes_are_refused_as_too_large_and_nothing_is_written() {
        assertThatThrownBy(() -> take(99))
                .isInstanceOf(CommitTooLargeException.class)
                .hasMessage("a command takes and frees at most 98 claims at once, not 99");
        assertThat(told).containsExactly(new Near(Limit.CLAIMS, STREAM.toString(), 99));
        assertThat(store.all(STREAM)).isEmpty();
        assertThat(take(1)).isInstanceOf(Outcome.Accepted.class);
    }

    private Outcome take(int count) {
        return handler.handle(
                STREAM.id(),
                new Take(count),
                CommandContext.of(UUID.randomUUID().toString()));
    }
}
