package io.daybook.models.parcel;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.kernel.schema.TypeName;
import io.daybook.models.wallet.Coins;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packed again and again, and shown as it was packed last. Its state is one of several cases. */
public final class Parcel implements Decider<Parcel.Pack, Parcel.State, Parcel.Packed>, Catalog {
    public static final Category<Pack, State, Packed> CATEGORY = new Category<>(
            "parcel",
            new Parcel(),
            List.of(CommandType.creating("pack", Pack.class)),
            EventTypes.of(EventType.of("ParcelPacked", Packed.class)),
            State.class,
            1);

    public record Pack(Manifest manifest) {}

    public record Packed(Manifest manifest) {}

    public sealed interface State {
        @TypeName("empty")
        record Empty() implements State {}

        @TypeName("full")
        record Full(Manifest manifest) implements State {}
    }

    public record Row(String parcelId, Manifest manifest, long version) {}

    @Override
    public State initial() {
        return new State.Empty();
    }

    @Override
    public Decision<Packed> decide(Pack command, State state) {
        return Decision.accept(new Packed(command.manifest()));
    }

    @Override
    public State evolve(State state, Packed event) {
        return new State.Full(event.manifest());
    }

    public static final class View implements Projection<Packed, Row> {
        @Override
        public String name() {
            return "parcels";
        }

        @Override
        public Category<?, ?, Packed> follows() {
            return CATEGORY;
        }

        @Override
        public Class<Row> rowType() {
            return Row.class;
        }

        @Override
        public @Nullable Row evolve(@Nullable Row row, Recorded<Packed> recorded) {
            return new Row(recorded.stream().id(), recorded.event().manifest(), recorded.version());
        }
    }

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return List.of(new Aggregate<>("parcels", CATEGORY, new View()));
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(new ReadModel<>("parcels", new View()));
    }

    @Override
    public List<ScalarType<?>> scalars() {
        return List.of(Coins.TYPE);
    }
}
