package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.LETTER;
import static io.daybook.kernel.process.TripWorld.PURSE;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.memory.MemoryOperatorTable;
import io.daybook.kernel.memory.MemoryStreamCursors;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.Skip;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.react.ReactorConsumer;
import io.daybook.kernel.react.ReactorUnavailableException;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.send.CommandIds;
import io.daybook.kernel.store.Append;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactorConsumerTest {
    private static final Progress APPLIED = new Progress.Applied();

    private final TripWorld world = new TripWorld();
    private final Inn inn = new Inn();
    private final MemoryStreamCursors cursors = new MemoryStreamCursors();

    /** Tells an inn of every note, and pays what it asks. */
    private static final class Inn implements TripFollowers.NoteReactor {
        final List<String> keys = new ArrayList<>();
        boolean away;
        boolean broken;

        @Override
        public String name() {
            return "inn";
        }

        @Override
        public Optional<Effect.Send<?>> react(Recorded<Event> recorded, String idempotencyKey) {
            keys.add(idempotencyKey);
            if (away) {
                throw new ReactorUnavailableException("nobody opens", null);
            }
            if (broken) {
                throw new IllegalStateException("the roof fell in");
            }
            var text = ((Event.Noted) recorded.event()).text();
            return text.isEmpty() ? Optional.empty() : Optional.of(Trips.pay(text));
        }
    }

    @BeforeEach
    void there_is_a_purse() {
        world.did(PURSE, new Command.Deposit());
    }

    private ReactorConsumer<Event> reactor(EventCodec<Event> codec) {
        return new ReactorConsumer<>(inn, codec, world.watchedStore(world.calls::add), cursors, world.watchedBus());
    }

    private Progress deliver(Commit... commits) {
        return apply(List.of(commits));
    }

    private Progress apply(List<Commit> commits) {
        return reactor(TripWorld.codec(Trips.TRIP)).apply(TRIP, commits, Deadline.none());
    }

    private List<Event> paid() {
        return world.paid().subList(1, world.paid().size());
    }

    @Test
    void it_follows_its_category_under_its_name() {
        var reactor = reactor(TripWorld.codec(Trips.TRIP));
        assertThat(reactor.name()).isEqualTo("inn");
        assertThat(reactor.follows(TRIP)).isTrue();
        assertThat(reactor.follows(LETTER)).isFalse();
    }

    @Test
    void events_that_do_not_concern_it_are_passed_over_without_a_read_or_a_write() {
        assertThat(deliver(world.did(TRIP, new Command.Pack()))).isEqualTo(APPLIED);
        assertThat(world.calls).isEmpty();
        assertThat(cursors.read("inn", TRIP)).isEqualTo(StreamPosition.START);
    }

    @Test
    void what_the_port_answers_is_told_with_where_it_comes_from() {
        var noted = world.did(TRIP, new Command.Note("bed"));
        world.now = world.now.minusSeconds(5);
        assertThat(deliver(noted)).isEqualTo(APPLIED);
        assertThat(paid()).containsExactly(new Event.Paid("bed"));
        var eventId = noted.events().getFirst().id();
        assertThat(inn.keys).containsExactly(eventId);
        assertThat(world.store.last(PURSE).orElseThrow().metadata())
                .isEqualTo(new EventMetadata(
                        CommandIds.ofReactor("inn", eventId),
                        "correlation of trip-t1",
                        eventId,
                        "ada",
                        noted.metadata().at(),
                        "unknown"));
        assertThat(cursors.read("inn", TRIP).version()).isEqualTo(1);
    }

    @Test
    void where_there_is_nothing_to_tell_nothing_is_sent() {
        assertThat(deliver(world.did(TRIP, new Command.Note("")))).isEqualTo(APPLIED);
        assertThat(inn.keys).hasSize(1);
        assertThat(paid()).isEmpty();
        assertThat(cursors.read("inn", TRIP).version()).isEqualTo(1);
    }

    @Test
    void a_repetition_is_skipped() {
        var noted = world.did(TRIP, new Command.Note("bed"));
        deliver(noted);
        assertThat(deliver(noted, noted)).isEqualTo(APPLIED);
        assertThat(inn.keys).hasSize(1);
    }

    @Test
    void where_the_cursor_was_lost_the_port_is_called_again_but_the_result_is_told_once() {
        var noted = world.did(TRIP, new Command.Note("bed"));
        deliver(noted);
        cursors.move("inn", TRIP, noted.end(), StreamPosition.START);
        deliver(noted);
        var eventId = noted.events().getFirst().id();
        assertThat(inn.keys).containsExactly(eventId, eventId);
        assertThat(paid()).containsExactly(new Event.Paid("bed"));
    }

    @Test
    void what_is_missing_is_read_from_the_event_store_in_order() {
        deliver(world.did(TRIP, new Command.Note("a")));
        world.did(TRIP, new Command.Note("b"));
        world.did(TRIP, new Command.Pack());
        assertThat(deliver(world.did(TRIP, new Command.Note("c")))).isEqualTo(APPLIED);
        assertThat(paid()).containsExactly(new Event.Paid("a"), new Event.Paid("b"), new Event.Paid("c"));
        assertThat(cursors.read("inn", TRIP).version()).isEqualTo(4);
    }

    @Test
    void a_redrive_catches_up() {
        world.did(TRIP, new Command.Note("a"));
        world.did(TRIP, new Command.Note("b"));
        assertThat(apply(List.of())).isEqualTo(APPLIED);
        assertThat(paid()).containsExactly(new Event.Paid("a"), new Event.Paid("b"));
    }

    @Test
    void a_rejection_is_an_outcome_like_any_other() {
        world.disturb((send, context) -> Outcome.Rejected.of(new Trips.Full("t2")));
        assertThat(deliver(world.did(TRIP, new Command.Note("a")))).isEqualTo(APPLIED);
        assertThat(cursors.read("inn", TRIP).version()).isEqualTo(1);
    }

    @Test
    void a_port_that_does_not_answer_postpones_with_the_cursor_at_what_is_done() {
        var first = world.did(TRIP, new Command.Note("a"));
        deliver(first);
        inn.away = true;
        var second = world.did(TRIP, new Command.Note("b"));
        assertThat(deliver(first, second))
                .isEqualTo(new Progress.Postponed("ReactorUnavailableException: nobody opens"));
        assertThat(cursors.read("inn", TRIP).version()).isEqualTo(1);
        inn.away = false;
        assertThat(deliver(first, second)).isEqualTo(APPLIED);
        assertThat(paid()).containsExactly(new Event.Paid("a"), new Event.Paid("b"));
    }

    @Test
    void a_command_without_an_outcome_postpones() {
        var noted = world.did(TRIP, new Command.Note("a"));
        world.disturb((send, context) -> {
            world.bus.send(send, context);
            return new Outcome.Unknown();
        });
        assertThat(deliver(noted)).isInstanceOf(Progress.Postponed.class);
        world.disturb((send, context) -> {
            throw new StoreUnavailableException("away", null);
        });
        assertThat(deliver(noted)).isEqualTo(new Progress.Postponed("StoreUnavailableException: away"));
        world.disturb((send, context) -> null);
        assertThat(deliver(noted)).isEqualTo(APPLIED);
        assertThat(paid()).containsExactly(new Event.Paid("a"));
    }

    @Test
    void a_reactor_that_throws_is_poison_and_heals_by_a_redrive() {
        var good = world.did(TRIP, new Command.Note("a"));
        deliver(good);
        inn.broken = true;
        assertThat(deliver(world.wrote(TRIP, new Event.Packed(), new Event.Noted("b"))))
                .isEqualTo(new Progress.Poisoned(3, "IllegalStateException: the roof fell in"));
        inn.broken = false;
        assertThat(apply(List.of())).isEqualTo(APPLIED);
        assertThat(paid()).containsExactly(new Event.Paid("a"), new Event.Paid("b"));
    }

    @Test
    void an_event_that_is_skipped_is_not_told_and_those_behind_it_are() {
        var operators = new MemoryOperatorTable();
        var instructions = new Instructions(operators, () -> world.now);
        var reactor = reactor(TripWorld.codec(Trips.TRIP));
        var broken = world.wrote(TRIP, new Event.Noted("a"), new Event.Noted("b"));
        inn.broken = true;
        assertThat(deliver(broken)).isEqualTo(new Progress.Poisoned(1, "IllegalStateException: the roof fell in"));
        operators.skip(new Skip("inn", TRIP, 1, "never mind", "ada", world.now));
        inn.broken = false;
        assertThat(instructions.apply(reactor, TRIP, List.of(broken), Deadline.none()))
                .isEqualTo(APPLIED);
        assertThat(paid()).containsExactly(new Event.Paid("b"));
        assertThat(cursors.read("inn", TRIP)).isEqualTo(broken.end());
    }

    @Test
    void an_event_that_cannot_be_read_is_skipped_as_any_other() {
        var operators = new MemoryOperatorTable();
        var readable = TripWorld.codec(Trips.TRIP).encode("f", new Event.Noted("b"));
        var unread = world.wrote(TRIP, List.of(readable, new EncodedEvent("e", "Unheard", 1, "{}"), readable));
        var poisoned = (Progress.Poisoned) deliver(unread);
        operators.skip(new Skip("inn", TRIP, poisoned.version(), "never mind", "ada", world.now));
        var instructions = new Instructions(operators, () -> world.now);
        assertThat(instructions.apply(reactor(TripWorld.codec(Trips.TRIP)), TRIP, List.of(unread), Deadline.none()))
                .isEqualTo(APPLIED);
        assertThat(cursors.read("inn", TRIP)).isEqualTo(unread.end());
        assertThat(inn.keys).hasSize(2);
    }

    @Test
    void an_event_that_cannot_be_read_is_poison() {
        var unread = world.wrote(TRIP, List.of(new EncodedEvent("e", "Unheard", 1, "{}")));
        assertThat(deliver(unread)).isInstanceOf(Progress.Poisoned.class);
        cursors.move("inn", TRIP, StreamPosition.START, unread.end());
        assertThat(deliver(unread)).isEqualTo(APPLIED);
    }

    @Test
    void a_stream_with_a_gap_is_parked_behind_what_stands_before_the_gap() {
        var first = world.did(TRIP, new Command.Note("a"));
        var beyond = Commits.commit(TRIP, 3, first.events(), first.metadata());
        world.store.append(Append.of(beyond));
        assertThat(deliver(beyond))
                .isEqualTo(
                        new Progress.Poisoned(
                                2,
                                "CorruptStreamException: broken: in trip-t1 version 1 is followed by a commit that begins with version 3"));
        assertThat(cursors.read("inn", TRIP).version()).isEqualTo(1);
    }

    @Test
    void the_parts_of_an_event_that_was_split_have_keys_of_their_own() {
        var split = new EventCodec<Event>() {
            @Override
            public EncodedEvent encode(String eventId, Event event) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Event> decode(EncodedEvent encoded) {
                return List.of(new Event.Packed(), new Event.Noted("a"), new Event.Noted("b"));
            }
        };
        var noted = world.did(TRIP, new Command.Note("a and b"));
        var progress = reactor(split).apply(TRIP, List.of(noted), Deadline.none());
        assertThat(progress).isEqualTo(APPLIED);
        var eventId = noted.events().getFirst().id();
        assertThat(inn.keys).containsExactly(eventId + ".2", eventId + ".3");
        assertThat(paid()).containsExactly(new Event.Paid("a"), new Event.Paid("b"));
    }

    @Test
    void what_the_deadline_cuts_off_is_postponed() {
        var first = world.did(TRIP, new Command.Note("a"));
        var second = world.did(TRIP, new Command.Note("b"));
        var reactor = reactor(TripWorld.codec(Trips.TRIP));
        assertThat(reactor.apply(TRIP, List.of(first, second), () -> inn.keys.size() == 1))
                .isEqualTo(new Progress.Postponed("the deadline has passed"));
        assertThat(cursors.read("inn", TRIP)).isEqualTo(first.end());
        assertThat(reactor.apply(TRIP, List.of(second), () -> true))
                .isEqualTo(new Progress.Postponed("the deadline has passed"));
    }
}
