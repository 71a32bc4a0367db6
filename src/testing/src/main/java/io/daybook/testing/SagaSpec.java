package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code given(triggers).when(trigger).then(effects)} for any saga:
 *
 * <pre>{@code
 * private final SagaSpec<Journey.State> journey = SagaSpec.of(new Journey(), "t1");
 * private final Effect.Send<?> book = new Effect.Send<>(Room.CATEGORY, "1", new Book("t1"));
 *
 * @Test
 * void a_trip_whose_room_is_taken_is_called_off() {
 *     journey.given(happened("trip-t1", new Planned(1)))
 *             .when(rejected(book, new RoomFull()))
 *             .thenNothing()
 *             .thenStep("called-off");
 * }
 * }</pre>
 */
public final class SagaSpec<S> {
    /** The time at which every event was recorded. */
    public static final Instant AT = Instant.parse("2026-11-23T08:00:00.000Z");

    private final Saga<S> saga;
    private final String id;

    private SagaSpec(Saga<S> saga, String id) {
        this.saga = saga;
        this.id = id;
    }

    /** @param id of the instance */
    public static <S> SagaSpec<S> of(Saga<S> saga, String id) {
        return new SagaSpec<>(saga, id);
    }

    /** @param stream such as {@code trip-t1} */
    public static Trigger happened(String stream, Object event) {
        return new Trigger.Happened(recorded(stream, event));
    }

    /** @param stream such as {@code trip-t1} */
    public static <E> Recorded<E> recorded(String stream, E event) {
        return new Recorded<>(
                StreamName.parse(stream), 1, "e1", event, new EventMetadata("c1", "r1", "c1", "ada", AT, "test-1"));
    }

    /** The command was accepted; without events, there was nothing to change. */
    public static Trigger accepted(Effect.Send<?> send, Object... events) {
        var types =
                Stream.of(events).map(event -> typeName(send.category(), event)).toList();
        return new Trigger.Answered(
                send,
                events.length == 0 ? new Outcome.Unchanged(1) : new Outcome.Accepted(1, types, List.of(events), false));
    }

    public static Trigger rejected(Effect.Send<?> send, Rejection reason) {
        return new Trigger.Answered(send, Outcome.Rejected.of(reason));
    }

    public static Trigger notFound(Effect.Send<?> send) {
        return new Trigger.Answered(send, new Outcome.NotFound());
    }

    public static Trigger due(String timer) {
        return new Trigger.TimerDue(timer);
    }

    @SuppressWarnings("unchecked") // A value that is not an event of the category has no stored name, and is refused.
    private static <E> String typeName(Category<?, ?, E> category, Object event) {
        return category.events().typeOf((E) event).name();
    }

    public Given given(Trigger... triggers) {
        return given(List.of(triggers));
    }

    public Given given(List<Trigger> triggers) {
        var given = new Given(saga.initial(id), 0);
        for (var trigger : triggers) {
            var then = given.when(trigger);
            given = new Given(then.step.state(), then.pending);
        }
        return given;
    }

    /**
     * Which instance an event belongs to.
     *
     * @param stream such as {@code trip-t1}
     */
    public Correlated correlate(String stream, Object event) {
        return new Correlated(saga.correlate(recorded(stream, event)));
    }

    /** The instance that an event belongs to. */
    public static final class Correlated {
        private final Correlation correlation;

        private Correlated(Correlation correlation) {
            this.correlation = correlation;
        }

        /** Expects that it starts this instance, if there is none. */
        public void thenStarts(String id) {
            assertThat(correlation).isEqualTo(new Correlation.Starts(id));
        }

        /** It belongs to this instance, if there is one. */
        public void thenContinues(String id) {
            assertThat(correlation).isEqualTo(new Correlation.Continues(id));
        }

        /** It concerns no instance. */
        public void thenNone() {
            assertThat(correlation).isEqualTo(new Correlation.None());
        }
    }

    /** An instance with a history. */
    public final class Given {
        private final S state;
        private final int pending;

        private Given(S state, int pending) {
            this.state = state;
            this.pending = pending;
        }

        public Then when(Trigger trigger) {
            int left = trigger instanceof Trigger.Answered ? Math.max(0, pending - 1) : pending;
            return new Then(saga.react(state, trigger, left), left);
        }
    }

    /** What the last trigger led to. Checks can be chained. */
    public final class Then {
        private final SagaStep<S> step;
        private final int pending;

        private Then(SagaStep<S> step, int left) {
            this.step = step;
            this.pending = left
                    + (int) step.effects().stream()
                            .filter(Effect.Send.class::isInstance)
                            .count();
        }

        /** Exactly these effects, in this order. */
        public Then then(Effect... effects) {
            return then(List.of(effects));
        }

        public Then then(List<? extends Effect> effects) {
            assertThat(step.effects()).isEqualTo(effects);
            return this;
        }

        public Then thenNothing() {
            return then();
        }

        public Then thenStep(String expected) {
            assertThat(saga.step(step.state())).isEqualTo(expected);
            return this;
        }

        public Then thenState(S expected) {
            assertThat(step.state()).isEqualTo(expected);
            return this;
        }

        /** Expects that the saga is complete and no command is without an answer. */
        public Then thenComplete() {
            assertThat(isComplete()).isTrue();
            return this;
        }

        public Then thenGoesOn() {
            assertThat(isComplete()).isFalse();
            return this;
        }

        private boolean isComplete() {
            return saga.isComplete(step.state()) && pending == 0;
        }
    }
}
