package io.daybook.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonSagaStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.State;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.StateUpcaster;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.testtools.ForAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Releases whose saga has another state meet each other's instances. */
class SagaVersionsTest {
    private static final ObjectMapper MAPPER = Json.mapper(List.of());
    private static final int SEEDS = 300;

    private final TripWorld world = new TripWorld();

    /** Of the first release. */
    record First(List<String> notes) {}

    /** The second one renamed a component, and has two more, one of which must be there. */
    record Second(List<String> told, int count, @Nullable String last) {}

    /** The third one lost a component, and has one more that may be null. */
    record Third(
            List<String> told,
            @Nullable String last,
            @Nullable Mood mood) {}

    record Mood(String word) {}

    private static final Diary<First> FIRST = new Diary<>(
            1, List.of(), First.class, new First(List.of()), (state, note) -> new First(plus(state.notes(), note)));

    private static final StateUpcaster RENAMING = new StateUpcaster(1, fields -> {
        var next = new HashMap<String, @Nullable Object>();
        next.put("told", fields.get("notes"));
        next.put("count", fields.get("notes") instanceof List<?> notes ? notes.size() : 0);
        return next;
    });

    private static final Diary<Second> SECOND = new Diary<>(
            2,
            List.of(RENAMING),
            Second.class,
            new Second(List.of(), 0, null),
            (state, note) -> new Second(plus(state.told(), note), state.count() + 1, note));

    private static final Diary<Third> THIRD = new Diary<>(
            3,
            List.of(RENAMING, StateUpcaster.unchanged(2)),
            Third.class,
            new Third(List.of(), null, null),
            (state, note) -> new Third(plus(state.told(), note), note, new Mood("calm")));

    /** Keeps what a trip was told. The note {@code wait} starts a timer. */
    private record Diary<S>(
            int version, List<StateUpcaster> upcasters, Class<S> stateType, S first, BiFunction<S, String, S> noting)
            implements Saga<S> {
        @Override
        public String name() {
            return "diary";
        }

        @Override
        public List<Category<?, ?, ?>> follows() {
            return List.of(Trips.TRIP);
        }

        @Override
        public Correlation correlate(Recorded<?> recorded) {
            return recorded.event() instanceof Event.Planned
                    ? new Correlation.Starts(recorded.stream().id())
                    : new Correlation.Continues(recorded.stream().id());
        }

        @Override
        public S initial(String id) {
            return first;
        }

        @Override
        public SagaStep<S> react(S state, Trigger trigger, int pending) {
            return switch (trigger) {
                case Trigger.Happened(var recorded)
                when recorded.event() instanceof Event.Noted(var text) ->
                    text.equals("wait")
                            ? SagaStep.of(noting.apply(state, text), new Effect.StartTimer("t", Duration.ofMinutes(1)))
                            : SagaStep.of(noting.apply(state, text));
                case Trigger.TimerDue(var name) -> SagaStep.of(noting.apply(state, "due " + name));
                case Trigger.Happened _, Trigger.Answered _ -> SagaStep.of(state);
            };
        }

        @Override
        public String step(S state) {
            return "writing";
        }

        @Override
        public boolean isComplete(S state) {
            return false;
        }
    }

    private static List<String> plus(List<String> notes, String note) {
        return Stream.concat(notes.stream(), Stream.of(note)).toList();
    }

    private static <S> SagaConsumer<S> release(TripWorld world, Diary<S> diary) {
        Map<String, EventCodec<?>> codecs = Map.of(Trips.TRIP.name(), TripWorld.codec(Trips.TRIP));
        var settings = new SagaSettings(() -> world.now, Backoff.none(), 8, Runnable::run);
        var ports = new SagaConsumer.Ports(
                world.store, world.table, world.bus, TripWorld.COMMANDS, world.parked, settings, world.failures::add);
        return new SagaConsumer<>(diary, new JacksonSagaStateCodec<>(diary, MAPPER), codecs, ports);
    }

    private Progress takes(Diary<?> diary, Command command) {
        return TripWorld.deliver(release(world, diary), world.did(TripWorld.TRIP, command));
    }

    private SagaInstance row() {
        return world.table.read("diary", "t1").orElseThrow();
    }

    private static Progress redrive(TripWorld world, Diary<?> diary) {
        return release(world, diary).apply(TripWorld.TRIP, List.of(), Deadline.none());
    }

    @Test
    void a_state_that_a_former_release_saved_is_rewritten_and_saved_in_the_new_version() {
        takes(FIRST, new Command.Plan(0));
        takes(FIRST, new Command.Note("a"));
        assertThat(row().state()).isEqualTo(new State(1, "{\"notes\":[\"a\"]}"));
        assertThat(takes(SECOND, new Command.Note("b"))).isEqualTo(Progress.APPLIED);
        assertThat(row().state()).isEqualTo(new State(2, "{\"told\":[\"a\",\"b\"],\"count\":2,\"last\":\"b\"}"));
    }

    @Test
    void a_state_may_skip_releases_and_gain_nullable_components_and_lose_others_without_being_parked() {
        takes(FIRST, new Command.Plan(0));
        takes(FIRST, new Command.Note("wait"));
        world.now = world.now.plusSeconds(60);
        release(world, THIRD).sweep("t1", world.now, Deadline.none());
        assertThat(row().state())
                .isEqualTo(new State(
                        3, "{\"told\":[\"wait\",\"due t\"],\"last\":\"due t\",\"mood\":{\"word\":\"calm\"}}"));
        assertThat(world.failures).isEmpty();
        assertThat(world.parked.find("diary", TripWorld.TRIP)).isEmpty();
    }

    @Test
    void a_release_does_not_touch_a_state_of_a_later_version_and_says_both_versions() {
        takes(SECOND, new Command.Plan(0));
        takes(SECOND, new Command.Note("a"));
        var before = row();
        var refused = "UnreadableStateException: a state of diary in version 2 cannot be read: this release knows the"
                + " versions up to 1: a release that knows the later one goes on with the instance";
        assertThat(takes(FIRST, new Command.Note("b"))).isInstanceOfSatisfying(Progress.Poisoned.class, poisoned -> {
            assertThat(poisoned.error()).isEqualTo(refused);
            assertThat(poisoned.version()).isEqualTo(3);
        });
        assertThat(row()).isEqualTo(before);
        assertThat(redrive(world, SECOND)).isEqualTo(Progress.APPLIED);
        assertThat(row().state()).isEqualTo(new State(2, "{\"told\":[\"a\",\"b\"],\"count\":2,\"last\":\"b\"}"));
    }

    @Test
    void a_timer_of_a_later_release_waits_for_it() {
        takes(SECOND, new Command.Plan(0));
        takes(SECOND, new Command.Note("wait"));
        var before = row();
        world.now = world.now.plusSeconds(60);
        release(world, FIRST).sweep("t1", world.now, Deadline.none());
        assertThat(row().state()).isEqualTo(before.state());
        assertThat(row().work()).isEqualTo(before.work());
        assertThat(row().trouble().error()).contains("in version 2", "versions up to 1");
        release(world, SECOND).sweep("t1", world.now, Deadline.none());
        assertThat(row().state().json()).contains("due t");
        assertThat(row().trouble()).isEqualTo(SagaInstance.Trouble.NONE);
    }

    @Test
    void an_upcaster_that_fails_is_named() {
        takes(FIRST, new Command.Plan(0));
        var broken = new Diary<>(
                2,
                List.of(new StateUpcaster(1, fields -> {
                    throw new IllegalStateException("no notes");
                })),
                Second.class,
                SECOND.first(),
                SECOND.noting());
        assertThat(takes(broken, new Command.Note("a")))
                .isInstanceOfSatisfying(
                        Progress.Poisoned.class,
                        poisoned -> assertThat(poisoned.error())
                                .isEqualTo(
                                        "UnreadableStateException: a state of diary in version 1 cannot be read: the upcaster"
                                                + " of version 1 failed"));
        assertThat(row().state()).isEqualTo(new State(1, "{\"notes\":[]}"));
    }

    @Test
    void two_releases_side_by_side_lose_no_note_and_take_none_twice() {
        ForAll.seeds(SEEDS, random -> {
            var schedule = new TripWorld();
            var releases = List.of(release(schedule, FIRST), release(schedule, THIRD));
            var delivered = new ArrayList<Commit>();
            delivered.add(schedule.did(TripWorld.TRIP, new Command.Plan(0)));
            int notes = 1 + random.nextInt(8);
            for (int note = 0; note < notes; note++) {
                delivered.add(schedule.did(TripWorld.TRIP, new Command.Note("n" + note)));
                var again = delivered.get(random.nextInt(delivered.size()));
                TripWorld.deliver(releases.get(random.nextInt(releases.size())), again);
            }
            // The later release is the one that stays.
            assertThat(redrive(schedule, THIRD)).isEqualTo(Progress.APPLIED);
            var told = IntStream.range(0, notes).mapToObj(note -> "n" + note).toList();
            var stored = schedule.table.read("diary", "t1").orElseThrow().state();
            assertThat(new JacksonSagaStateCodec<>(THIRD, MAPPER).decode(stored).told())
                    .isEqualTo(told);
        });
    }
}
