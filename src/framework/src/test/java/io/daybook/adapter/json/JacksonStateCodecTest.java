package io.daybook.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
                        + " or give the projection a new name, under which its rows are written again");
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
                        + ": the state of a saga must stay readable: let what is new in it be nullable");
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

    @Test
    void a_state_of_an_aggregate_that_lacks_any_field_is_not_read() {
        assertThatThrownBy(() -> new JacksonStateCodec<>(Grown.class, Json.mapper(List.of()))
                        .decode("{\"name\":\"a\",\"parts\":[]}"))
                .isInstanceOf(JsonDefectException.class);
    }
}
