package io.daybook.kernel.consume;

import static io.daybook.fixture.Notes.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event.*;
import io.daybook.fixture.ReadSide;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CatchUpTest {
    private final ReadSide side = new ReadSide();
    private final StreamName stream = Notes.newStream();
    private final CatchUp catchUp = new CatchUp(side.store);

    /** Of versions 1, 2-3, 4. */
    private final Commit first = append(side.events, stream, new Seen());

    private final Commit second = append(side.events, stream, new Seen(), new Seen());
    private final Commit third = append(side.events, stream, new Seen());

    @Test
    void what_follows_is_used_as_it_was_delivered_in_order_and_without_repetitions() {
        assertThat(catchUp.after(stream, 0, List.of(third, first, second, first, second)))
                .isEqualTo(new CommitPage(List.of(first, second, third), false));
        assertThat(catchUp.after(stream, 1, List.of(first, third, second)))
                .isEqualTo(new CommitPage(List.of(second, third), false));
        assertThat(side.calls).isEmpty();
    }

    @Test
    void what_is_applied_already_needs_no_read() {
        assertThat(catchUp.after(stream, 3, List.of(second, first))).isEqualTo(new CommitPage(List.of(), false));
        assertThat(side.calls).isEmpty();
    }

    @Test
    void a_gap_before_what_was_delivered_is_read() {
        assertThat(catchUp.after(stream, 0, List.of(third)))
                .isEqualTo(new CommitPage(List.of(first, second, third), false));
        assertThat(side.calls).containsExactly("read after");
    }

    @Test
    void a_gap_inside_of_what_was_delivered_is_read_after_what_comes_before_it() {
        assertThat(catchUp.after(stream, 0, List.of(first, third))).isEqualTo(new CommitPage(List.of(first), true));
        assertThat(side.calls).isEmpty();
        assertThat(catchUp.after(stream, 1, List.of(first, third)))
                .isEqualTo(new CommitPage(List.of(second, third), false));
    }

    @Test
    void nothing_delivered_means_whatever_there_is() {
        assertThat(catchUp.after(stream, 1, List.of())).isEqualTo(new CommitPage(List.of(second, third), false));
        assertThat(catchUp.after(stream, 4, List.of())).isEqualTo(new CommitPage(List.of(), false));
        assertThat(catchUp.after(Notes.newStream(), 0, List.of())).isEqualTo(new CommitPage(List.of(), false));
    }

    @Test
    void a_long_gap_is_read_in_pages() {
        var last = IntStream.range(0, EventStore.PAGE_COMMITS_MAX)
                .mapToObj(n -> append(side.events, stream, new Seen()))
                .toList()
                .getLast();
        var page = catchUp.after(stream, 0, List.of(last));
        assertThat(page.commits()).hasSize(EventStore.PAGE_COMMITS_MAX).startsWith(first, second, third);
        assertThat(page.hasMore()).isTrue();
        assertThat(catchUp.after(stream, page.commits().getLast().lastVersion(), List.of(last))
                        .commits())
                .hasSize(3)
                .endsWith(last);
    }

    @Test
    void a_stream_that_lacks_what_was_delivered_is_corrupt() {
        var elsewhere = Notes.commit(stream, 9, List.of(new Seen()));
        assertThatThrownBy(() -> catchUp.after(stream, 4, List.of(elsewhere)))
                .isInstanceOf(CorruptStreamException.class)
                .hasMessage("in " + stream + " version 4 is followed by a commit that begins with version 9");
    }

    @Test
    void a_delivered_commit_that_overlaps_what_is_applied_is_corrupt() {
        var overlapping = Notes.commit(stream, 4, List.of(new Seen(), new Seen()));
        assertThatThrownBy(() -> catchUp.after(stream, 4, List.of(overlapping)))
                .isInstanceOf(CorruptStreamException.class)
                .hasMessage("in " + stream + " version 4 is followed by a commit that begins with version 4");
    }

    @Test
    void a_hole_in_the_event_store_is_corrupt_and_what_stands_before_it_is_not() {
        side.events.append(Append.of(Notes.commit(stream, 6, List.of(new Seen()))));
        assertThat(catchUp.after(stream, 0, List.of())).isEqualTo(new CommitPage(List.of(first, second, third), true));
        assertThatThrownBy(() -> catchUp.after(stream, 4, List.of()))
                .isInstanceOf(CorruptStreamException.class)
                .hasMessage("in " + stream + " version 4 is followed by a commit that begins with version 6");
    }

    @Test
    void a_version_inside_of_a_commit_is_corrupt() {
        assertThatThrownBy(() -> catchUp.after(stream, 2, List.of(third))).isInstanceOf(CorruptStreamException.class);
    }
}
