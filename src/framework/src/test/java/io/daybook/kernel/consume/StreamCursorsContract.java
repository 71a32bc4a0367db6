package io.daybook.kernel.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.StreamName;
import io.daybook.testtools.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cursors of streams do, wherever they are kept. */
public abstract class StreamCursorsContract {
    private final StreamName stream = Commits.newStream();

    protected abstract StreamCursors cursors();

    @Test
    void a_cursor_begins_before_the_first_event() {
        assertThat(cursors().read("one", stream)).isZero();
    }

    @Test
    void a_cursor_moves_from_where_it_is() {
        assertThat(cursors().move("one", stream, 0, 3)).isTrue();
        assertThat(cursors().move("one", stream, 3, 5)).isTrue();
        assertThat(cursors().read("one", stream)).isEqualTo(5);
    }

    @Test
    void a_cursor_does_not_move_from_elsewhere() {
        assertThat(cursors().move("one", stream, 1, 2)).isFalse();
        cursors().move("one", stream, 0, 3);
        for (long elsewhere : List.of(0L, 2L, 4L)) {
            assertThat(cursors().move("one", stream, elsewhere, 7)).isFalse();
        }
        assertThat(cursors().read("one", stream)).isEqualTo(3);
    }

    @Test
    void consumers_and_streams_have_cursors_of_their_own() {
        var other = Commits.newStream();
        cursors().move("one", stream, 0, 1);
        cursors().move("other", stream, 0, 2);
        cursors().move("one", other, 0, 3);
        assertThat(List.of(
                        cursors().read("one", stream),
                        cursors().read("other", stream),
                        cursors().read("one", other)))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void of_sixteen_who_move_a_cursor_at_once_exactly_one_does() {
        var moved = Race.of(16, runner -> cursors().move("one", stream, 0, runner + 1L));
        assertThat(moved).containsOnlyOnce(true);
        assertThat(cursors().read("one", stream)).isEqualTo(moved.indexOf(true) + 1L);
    }
}
