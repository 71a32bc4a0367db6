package io.daybook.adapter.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
                        + " or give the projection a new name, under which its rows are kept anew");
    }

    @Test
    void who_reads_a_state_that_does_not_fit_is_told_what_states_need() {
        assertThatThrownBy(() ->
                        new JacksonStateCodec<>(Kept.class, Json.mapper(List.of())).decode("{\"name\":1,\"other\":2}"))
                .isInstanceOf(JsonDefectException.class)
                .hasMessage("what is stored does not fit " + Kept.class.getName()
                        + ": when an aggregate's state changes, raise its fold version; a saga's must stay readable");
    }
}
