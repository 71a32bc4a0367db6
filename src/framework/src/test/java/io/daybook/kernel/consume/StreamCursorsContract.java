package io.daybook.kernel.consume;

import static io.daybook.kernel.event.StreamPosition.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.testtools.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cursors of streams do, wherever they are kept. */
public abstract class StreamCursorsContract {
    private final StreamName stream = Commits.newStream();

    protected abstract StreamCursors cursors();

    @Test
    void a_cursor_begins_before_the_first_event() {
        assertThat(cursors().read("one", stream)).isEqualTo(START);
    }

    @Test
    void a_cursor_moves_from_where_it_is() {
        assertThat(cursors().move("one", stream, START, at(3))).isTrue();
        assertThat(cursors().move("one", stream, at(3), at(5))).isTrue();
        assertThat(cursors().read("one", stream)).isEqualTo(at(5));
    }

    @Test
    void a_cursor_does_not_move_from_elsewhere() {
        assertThat(cursors().move("one", stream, at(1), at(2))).isFalse();
        cursors().move("one", stream, START, at(3));
        for (var elsewhere : List.of(START, at(2), at(4), StreamPosition.at(3))) {
            assertThat(cursors().move("one", stream, elsewhere, at(7))).isFalse();
        }
        assertThat(cursors().read("one", stream)).isEqualTo(at(3));
    }

    @Test
    void consumers_and_streams_have_cursors_of_their_own() {
        var other = Commits.newStream();
        cursors().move("one", stream, START, at(1));
        cursors().move("other", stream, START, at(2));
        cursors().move("one", other, START, at(3));
        assertThat(List.of(
                        cursors().read("one", stream),
                        cursors().read("other", stream),
                        cursors().read("one", other)))
                .containsExactly(at(1), at(2), at(3));
    }

    @Test
    void of_sixteen_who_move_a_cursor_at_once_exactly_one_does() {
        var moved = Race.of(16, runner -> cursors().move("one", stream, START, at(runner + 1L)));
        assertThat(moved).containsOnlyOnce(true);
        assertThat(cursors().read("one", stream)).isEqualTo(at(moved.indexOf(true) + 1L));
    }

    private static StreamPosition at(long version) {
        return new StreamPosition(version, 7 - version);
    }
}
