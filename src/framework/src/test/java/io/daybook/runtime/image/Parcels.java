package io.daybook.runtime.image;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.schema.TypeName;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalog with something of every kind, whose types have others in them. */
final class Parcels implements Catalog {
    static final Category<Pack, Packed, Event> CATEGORY = new Category<>(
            "parcel",
            new Rules(),
            List.of(CommandType.creating("pack", Pack.class)),
            EventTypes.of(EventType.of("ParcelSent", Event.Sent.class), EventType.of("ParcelLost", Event.Lost.class)),
            Packed.class,
            1);

    record Pack(List<Line> lines, Address to) {}

    record Line(String what, int count) {}

    record Address(String street) {}

    sealed interface Event {
        record Sent(Address to) implements Event {}

        record Lost() implements Event {}
    }

    record Packed(boolean packed) {}

    record Label(Map<String, Stamp> stamps) {}

    record Stamp(String picture) {}

    record Weight(Unit unit) {}

    enum Unit {
        GRAM
    }

    record Journey(Leg leg, List<Stop> stops) {}

    enum Leg {
        ROAD,
        SEA
    }

    sealed interface Stop {
        @TypeName("depot")
        record Depot(String name) implements Stop {}

        @TypeName("door")
        record Door(Address at) implements Stop {}
    }

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return List.of(new Aggregate<>("parcels", CATEGORY, new Labels()));
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(new ReadModel<>("parcels", new Labels()));
    }

    @Override
    public List<TallyModel<?, ?>> tallies() {
        return List.of(new TallyModel<>("weights", new Weights()));
    }

    @Override
    public List<Saga<?>> sagas() {
        return List.of(new Delivery());
    }

    private static final class Rules implements Decider<Pack, Packed, Event> {
        @Override
        public Packed initial() {
            return new Packed(false);
        }

        @Override
        public Decision<Event> decide(Pack command, Packed state) {
            return state.packed() ? Decision.accept() : Decision.accept(new Event.Sent(command.to()));
        }

        @Override
        public Packed evolve(Packed state, Event event) {
            return new Packed(true);
        }
    }

    private static final class Labels implements Projection<Event, Label> {
        @Override
        public String name() {
            return "labels";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return CATEGORY;
        }

        @Override
        public Class<Label> rowType() {
            return Label.class;
        }

        @Override
        public @Nullable Label evolve(@Nullable Label row, Recorded<Event> recorded) {
            return row;
        }
    }

    private static final class Weights implements Tally<Event, Weight> {
        @Override
        public String name() {
            return "weights";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return CATEGORY;
        }

        @Override
        public Class<Weight> rowType() {
            return Weight.class;
        }

        @Override
        public Map<TallyKey, Weight> shares(Recorded<Event> recorded) {
            return Map.of();
        }

        @Override
        public Weight merge(Weight one, Weight other) {
            return one;
        }
    }

    private static final class Delivery implements Saga<Journey> {
        @Override
        public String name() {
            return "delivery";
        }

        @Override
        public List<Category<?, ?, ?>> follows() {
            return List.of(CATEGORY);
        }

        @Override
        public Correlation correlate(Recorded<?> recorded) {
            return new Correlation.Starts(recorded.stream().id());
        }

        @Override
        public Class<Journey> stateType() {
            return Journey.class;
        }

        @Override
        public Journey initial(String id) {
            return new Journey(Leg.ROAD, List.of());
        }

        @Override
        public SagaStep<Journey> react(Journey state, Trigger trigger, int pending) {
            return SagaStep.of(state);
        }

        @Override
        public String step(Journey state) {
            return "under-way";
        }

        @Override
        public boolean isComplete(Journey state) {
            return false;
        }
    }
}
