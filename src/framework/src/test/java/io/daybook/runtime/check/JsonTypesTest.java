package io.daybook.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.schema.TypeName;
import io.daybook.models.ModelCatalog;
import io.daybook.models.parcel.Parcel;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.wiring.Model;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What JSON cannot carry is said before an application starts, all of it at once. */
class JsonTypesTest {
    record Ask(Optional<LocalDate> due, URI link, List<Anything> parts, float share) {}

    record Asked(Way way, ArrayList<String> names, byte[] picture, Map<Way, String> ways) {}

    record Wrapped<T>(T value) {}

    record State(Wrapped<String> wrapped, Object any, Either either) {}

    interface Anything {}

    sealed interface Way {
        record Road() implements Way {}

        @TypeName("sea")
        record Sea(String type) implements Way {}

        @TypeName("sea")
        record Air() implements Way {}

        enum Other implements Way {
            RAIL
        }
    }

    sealed interface Either {
        record One() implements Either {}
    }

    private static final class Nothing implements Projection<Asked, State> {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public Category<?, ?, Asked> follows() {
            return CATEGORY;
        }

        @Override
        public Class<State> rowType() {
            return State.class;
        }

        @Override
        public @Nullable State evolve(@Nullable State row, Recorded<Asked> recorded) {
            return row;
        }
    }

    private static final class Wrong implements Catalog {
        @Override
        public List<Aggregate<?, ?, ?, ?>> aggregates() {
            return List.of(new Aggregate<>("asks", CATEGORY, new Nothing()));
        }

        @Override
        public List<ReadModel<?, ?>> readModels() {
            return List.of(new ReadModel<>("asks", new Nothing()));
        }
    }

    private static final Category<Ask, State, Asked> CATEGORY = new Category<>(
            "ask",
            null,
            List.of(CommandType.of("ask", Ask.class)),
            EventTypes.of(EventType.of("Asked", Asked.class)),
            State.class,
            1);

    @Test
    void everything_that_json_cannot_carry_is_said_at_once_with_what_to_change() {
        var here = JsonTypesTest.class.getName() + "$";
        assertThat(JsonTypes.of(new Wrong()).defects().stream().map(line -> line.replace(here, "")))
                .containsExactly(
                        "Ask.due holds a java.util.Optional<java.time.LocalDate>, which cannot be JSON: declare what"
                                + " is in it and mark that @Nullable",
                        "Ask.link holds a java.net.URI, which cannot be JSON: " + OTHERWISE,
                        "Ask.parts holds a Anything, which cannot be JSON: " + OTHERWISE,
                        "Ask.share holds a float, which cannot be JSON: declare an int, long, double, BigInteger or"
                                + " BigDecimal",
                        "Way$Road is a case of Way: give it a name of its own, as in @TypeName(\"one-word\")",
                        "Way$Sea.type has the name of the field that tells the cases of Way apart: call it otherwise",
                        "Way$Air is a case of Way: give it a name of its own, as in @TypeName(\"one-word\")",
                        "Way$Other is a case of Way and no record: make it one",
                        "Asked.names holds a java.util.ArrayList<java.lang.String>, which cannot be JSON: declare a"
                                + " record without type parameters, or a List, Set or Map",
                        "Asked.picture holds a byte[], which cannot be JSON: declare a List or Set of something",
                        "Asked.ways holds a Way, which cannot be JSON: the key of a map is a String, Integer, Long, an"
                                + " enum, a value of java.time, a UUID or one of the catalog's scalars()",
                        "State.wrapped holds a Wrapped<java.lang.String>, which cannot be JSON: declare a record"
                                + " without type parameters, or a List, Set or Map",
                        "State.any holds a java.lang.Object, which cannot be JSON: " + OTHERWISE,
                        "Either$One is a case of Either: give it a name of its own, as in @TypeName(\"one-word\")");
    }

    private static final String OTHERWISE = "make it a record, an enum or a sealed interface of records, or list a"
            + " ScalarType of it in the catalog's scalars()";

    @Test
    void an_application_with_such_a_type_does_not_start() {
        assertThatThrownBy(() -> Model.of(new Wrong()))
                .isInstanceOfSatisfying(
                        CatalogDefectException.class,
                        e -> assertThat(e.defects())
                                .isEqualTo(JsonTypes.of(new Wrong()).defects()));
    }

    @Test
    void the_models_have_no_defect() {
        assertThat(JsonTypes.of(new ModelCatalog()).defects()).isEmpty();
        assertThat(JsonTypes.of(new Parcel()).defects()).isEmpty();
    }
}
