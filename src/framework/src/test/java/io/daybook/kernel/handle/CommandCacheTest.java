package io.daybook.kernel.handle;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.fixture.ForwardingEventStore;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.signal.Signals;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.StreamCache;
import io.daybook.models.ModelCatalog;
import io.daybook.models.booking.Booking;
import io.daybook.models.booking.BookingCommand;
import io.daybook.models.booking.BookingEvent;
import io.daybook.models.wallet.Coins;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How much a command handler keeps folded: a booking of 100 lines is 20 KB of JSON, and one command id 64 bytes. */
class CommandCacheTest {
    private static final int LINES = 100;

    private final List<String> calls = new ArrayList<>();
    private final EventStore store = new ForwardingEventStore(new MemoryEventStore()) {
        @Override
        protected void before(String call) {
            calls.add(call);
        }
    };

    @Test
    void large_states_are_kept_within_a_number_of_bytes() {
        var handler = handler(75_000);
        for (var id : List.of("a", "b", "c", "d")) {
            fill(handler, id);
        }
        assertThat(calls(handler, "d")).containsExactly("append");
        assertThat(calls(handler, "c")).containsExactly("append");
        assertThat(calls(handler, "a")).containsExactly("read backward", "read backward", "append");
    }

    @Test
    void a_state_counts_as_what_it_is_and_not_as_all_that_was_folded_into_it() {
        var handler = handler(75_000);
        fill(handler, "a");
        for (int turn = 0; turn < 3; turn++) {
            handle(handler, "b", turn == 0 ? new BookingCommand.Make(null, "USD") : add());
            for (int i = 0; i < LINES; i++) {
                handle(handler, "b", add());
                handle(handler, "b", new BookingCommand.RemoveRoom("r".repeat(128), null));
            }
        }
        assertThat(calls(handler, "a")).containsExactly("append");
        assertThat(calls(handler, "b")).containsExactly("append");
    }

    private CommandHandler<BookingCommand, Booking.State, BookingEvent> handler(long bytesMax) {
        var mapper = Json.mapper(new ModelCatalog().scalars());
        return new CommandHandler<>(
                Booking.CATEGORY,
                new JacksonEventCodec<>(BookingEvent.TYPES, mapper),
                new JacksonStateCodec<>(Booking.State.class, mapper),
                store,
                Snapshots.none(),
                new HandlerSettings(
                        8,
                        new StreamCache.Limit(100, bytesMax),
                        0,
                        Backoff.none(),
                        InstantSource.system(),
                        () -> UUID.randomUUID().toString(),
                        "test-1",
                        (of, at, other) -> {},
                        LimitWatch.silent(),
                        Signals.NONE));
    }

    private static void fill(CommandHandler<BookingCommand, ?, ?> handler, String id) {
        handle(handler, id, new BookingCommand.Make(null, "USD"));
        for (int i = 0; i < LINES; i++) {
            handle(handler, id, add());
        }
    }

    private List<String> calls(CommandHandler<BookingCommand, ?, ?> handler, String id) {
        calls.clear();
        handle(handler, id, add());
        return calls;
    }

    private static BookingCommand add() {
        return new BookingCommand.AddRoom("r".repeat(128), 1, Coins.parse("1"));
    }

    private static void handle(CommandHandler<BookingCommand, ?, ?> handler, String id, BookingCommand command) {
        assertThat(handler.handle(
                        id, command, CommandContext.of(UUID.randomUUID().toString())))
                .isInstanceOf(Outcome.Accepted.class);
    }
}
