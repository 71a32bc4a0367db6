package io.daybook.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.schema.TypeName;
import io.daybook.kernel.schema.UnreadableEventException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JacksonStateCodecTest {
    /** Of a release that has more fields than what is stored. */
    record Kept(String name, String added) {}

    @Test
    void who_reads_a_row_that_does_not_fit_is_told_what_rows_need() {
        assertThatThrownBy(() -> JacksonStateCodec.ofRows(Kept.class, Json.mapper(List.of()))
                        .decode("{\"name\":1,\"other\":2}"))
                .isInstanceOf(JsonDefectException.class)
                .hasMessage("what is stored does not fit " + Kept.class.getName()
                        + ": rows must stay readable: let what is new in them be nullable,"
                        + " or raise the version of the projection, so that its rows are rebuilt");
    }

    @Test
    void who_reads_a_state_that_does_not_fit_is_told_what_states_need() {
        assertThatThrownBy(() ->
                        new JacksonStateCodec<>(Kept.class, Json.mapper(List.of())).decode("{\"name\":1,\"other\":2}"))
                .isInstanceOf(JsonDefectException.class)
                .hasMessage("what is stored does not fit " + Kept.class.getName()
                        + ": raise its category's fold version whenever a state or its evolve changes");
    }

    @Test
    void who_reads_a_state_of_a_saga_that_does_not_fit_is_told_what_those_need() {
        assertThatThrownBy(() -> JacksonStateCodec.ofSagas(Kept.class, Json.mapper(List.of()))
                        .decode("{\"name\":\"n\"}"))
                .isInstanceOf(JsonDefectException.class)
                .hasMessage("what is stored does not fit " + Kept.class.getName()
                        + ": the state of a saga must stay readable: let what is new in it be nullable,"
                        + " or raise the saga's version and add an upcaster that reads the former one");
    }

    /** Of a release that has a nullable field more. */
    record Grown(String name, @Nullable String added, List<Grown> parts) {}

    @Test
    void rows_and_states_of_sagas_are_read_without_a_nullable_field_that_came_later() {
        var stored = "{\"name\":\"a\",\"parts\":[{\"name\":\"b\",\"parts\":[]}]}";
        var grown = new Grown("a", null, List.of(new Grown("b", null, List.of())));
        assertThat(JacksonStateCodec.ofRows(Grown.class, Json.mapper(List.of())).decode(stored))
                .isEqualTo(grown);
        assertThat(JacksonStateCodec.ofSagas(Grown.class, Json.mapper(List.of()))
                        .decode(stored))
                .isEqualTo(grown);
    }

    sealed interface Shape {
        @TypeName("circle")
        record Circle(int radius, @Nullable String colour) implements Shape {}
    }

    /** Of a release that has fewer fields at every depth, and more nullable ones. */
    record Drawing(
            Shape shape,
            List<Shape> more,
            Map<String, Grown> byName,
            @Nullable Long since) {}

    private static final String STORED_DRAWING = "{\"gone\":{\"deep\":[1,{}]},"
            + "\"shape\":{\"type\":\"circle\",\"gone\":1,\"radius\":2},"
            + "\"more\":[{\"radius\":3,\"type\":\"circle\",\"gone\":[null]}],"
            + "\"byName\":{\"a\":{\"name\":\"a\",\"gone\":\"x\",\"parts\":[]}}}";

    @Test
    void rows_and_states_of_sagas_are_read_with_fields_that_are_gone_at_any_depth() {
        var drawing = new Drawing(
                new Shape.Circle(2, null),
                List.of(new Shape.Circle(3, null)),
                Map.of("a", new Grown("a", null, List.of())),
                null);
        assertThat(JacksonStateCodec.ofRows(Drawing.class, Json.mapper(List.of()))
                        .decode(STORED_DRAWING))
                .isEqualTo(drawing);
        assertThat(JacksonStateCodec.ofSagas(Drawing.class, Json.mapper(List.of()))
                        .decode(STORED_DRAWING))
                .isEqualTo(drawing);
    }

    record Strict(String text, int number, List<String> list, Shape shape) {}

    @ParameterizedTest
    @ValueSource(strings = {"text", "number", "list", "shape"})
    void a_component_that_is_not_nullable_and_not_stored_is_an_error_that_names_it(String absent) {
        var rows = JacksonStateCodec.ofRows(Strict.class, Json.mapper(List.of()));
        var whole = rows.encode(new Strict("t", 1, List.of(), new Shape.Circle(1, null)));
        assertThat(rows.decode(whole).number()).isEqualTo(1);
        assertThatThrownBy(() -> rows.decode(whole.replace("\"" + absent + "\"", "\"gone\"")))
                .isInstanceOf(JsonDefectException.class)
                .hasRootCauseMessage("missing or null, and not nullable, at /" + absent);
    }

    @Test
    void what_clients_and_events_say_is_read_as_strictly_as_before() {
        var types = EventTypes.of(EventType.of("Drawn", Strict.class));
        var events = new JacksonEventCodec<>(types, Json.mapper(List.of()));
        var whole = events.encode("e", new Strict("t", 1, List.of(), new Shape.Circle(1, null)));
        var more = new EncodedEvent("e", "Drawn", 1, whole.data().replaceFirst("\\{", "{\"more\":1,"));
        assertThatThrownBy(() -> events.decode(more))
                .isInstanceOf(UnreadableEventException.class)
                .hasRootCauseMessage("UnrecognizedPropertyException at /more");
    }

    @Test
    void a_state_of_an_aggregate_that_has_any_field_more_is_not_read() {
        assertThatThrownBy(() -> new JacksonStateCodec<>(Grown.class, Json.mapper(List.of()))
                        .decode("{\"name\":\"a\",\"added\":null,\"parts\":[],\"gone\":1}"))
                .isInstanceOf(JsonDefectException.class);
    }

    @Test
    void a_state_of_an_aggregate_that_lacks_any_field_is_not_read() {
        assertThatThrownBy(() -> new JacksonStateCodec<>(Grown.class, Json.mapper(List.of()))
                        .decode("{\"name\":\"a\",\"parts\":[]}"))
                .isInstanceOf(JsonDefectException.class);
    }
}
