package io.daybook.testing.recipes;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** By a saga: an outing holds its places (a box, a table) one by one, and gives all of them back if one is refused. */
final class Outing implements Saga<Outing.State> {
    static final Category<Request, Held, Event> OUTING = category("outing");
    static final Category<Request, Held, Event> PLACE = category("place");

    sealed interface Request {
        record Hold(String outing) implements Request {}

        record GiveBack(String outing) implements Request {}
    }

    sealed interface Event {
        record OutingPlanned(List<String> places) implements Event {}

        record PlaceHeld(String outing) implements Event {}

        record PlaceGivenBack(String outing) implements Event {}
    }

    /** @param outing which holds a place; empty while none does */
    record Held(String outing) {}

    /** @param held the places that it has so far */
    record State(String id, List<String> places, Set<String> held, int refused) {}

    @Override
    public String name() {
        return "outing";
    }

    @Override
    public List<Category<?, ?, ?>> follows() {
        return List.of(OUTING);
    }

    @Override
    public Correlation correlate(Recorded<?> recorded) {
        return recorded.event() instanceof Event.OutingPlanned
                ? new Correlation.Starts(recorded.stream().id())
                : new Correlation.None();
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State initial(String id) {
        return new State(id, List.of(), Set.of(), 0);
    }

    @Override
    public SagaStep<State> react(State state, Trigger trigger, int pending) {
        if (trigger instanceof Trigger.Happened(var recorded)
                && recorded.event() instanceof Event.OutingPlanned(var places)) {
            return step(new State(state.id(), places, Set.of(), 0), places, id -> hold(id, state.id()));
        }
        if (trigger instanceof Trigger.Answered(var sent, var outcome) && sent.command() instanceof Request.Hold) {
            return answered(state, sent.id(), outcome.holds());
        }
        return SagaStep.of(state);
    }

    /** When the last answer is there: keeps all places, or gives back those that it has. */
    private static SagaStep<State> answered(State state, String place, boolean accepted) {
        var held = new HashSet<>(state.held());
        if (accepted) {
            held.add(place);
        }
        var next = new State(state.id(), state.places(), held, state.refused() + (accepted ? 0 : 1));
        boolean isLast = held.size() + next.refused() == next.places().size();
        return isLast && next.refused() > 0
                ? step(next, held.stream().sorted().toList(), id -> giveBack(id, state.id()))
                : SagaStep.of(next);
    }

    @Override
    public String step(State state) {
        if (state.held().size() + state.refused() < state.places().size()) {
            return "holding";
        }
        return state.refused() == 0 ? "held" : "given-up";
    }

    @Override
    public boolean isComplete(State state) {
        return !step(state).equals("holding");
    }

    private static SagaStep<State> step(State state, List<String> places, Function<String, Effect> effect) {
        return new SagaStep<>(state, places.stream().map(effect).toList());
    }

    static Effect.Send<?> hold(String place, String outing) {
        return new Effect.Send<>(PLACE, place, new Request.Hold(outing));
    }

    static Effect.Send<?> giveBack(String place, String outing) {
        return new Effect.Send<>(PLACE, place, new Request.GiveBack(outing));
    }

    private static Category<Request, Held, Event> category(String name) {
        return new Category<>(
                name,
                new Place(),
                List.of(
                        CommandType.creating("hold", Request.Hold.class),
                        CommandType.of("give-back", Request.GiveBack.class)),
                EventTypes.of(
                        EventType.of("OutingPlanned", Event.OutingPlanned.class),
                        EventType.of("PlaceHeld", Event.PlaceHeld.class),
                        EventType.of("PlaceGivenBack", Event.PlaceGivenBack.class)),
                Held.class,
                1);
    }

    /** A place is held by one outing at a time. */
    static final class Place implements Decider<Request, Held, Event> {
        @Override
        public Held initial() {
            return new Held("");
        }

        @Override
        public Decision<Event> decide(Request request, Held state) {
            return switch (request) {
                case Request.Hold(var outing) -> {
                    if (state.outing().equals(outing)) {
                        yield accept();
                    }
                    yield state.outing().isEmpty() ? accept(new Event.PlaceHeld(outing)) : reject(new Show.SeatTaken());
                }
                case Request.GiveBack(var outing) ->
                    state.outing().equals(outing) ? accept(new Event.PlaceGivenBack(outing)) : accept();
            };
        }

        @Override
        public Held evolve(Held state, Event event) {
            return switch (event) {
                case Event.PlaceHeld(var outing) -> new Held(outing);
                case Event.PlaceGivenBack _ -> new Held("");
                case Event.OutingPlanned _ -> state;
            };
        }
    }
}
