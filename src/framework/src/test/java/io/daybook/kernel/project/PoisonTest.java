package io.daybook.kernel.project;

import static io.daybook.fixture.Notes.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event.*;
import io.daybook.fixture.Notes.Sum;
import io.daybook.fixture.Picky;
import io.daybook.fixture.ProjectionCheck;
import io.daybook.fixture.ReadSide;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.tally.TallyProjector;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 5: one poison event never stops the rest. */
final class PoisonTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Counted POISON = new Counted(List.of("all"), 666);
    private static final Counted ONE = new Counted(List.of("all"), 1);
    private static final String ALL = Notes.key("all").toString();
    private static final String ERROR = "IllegalStateException: no way";

    private final ReadSide side = new ReadSide();
    private final Notes.View view = new Notes.View("notes");
    private final Notes.Sums sums = new Notes.Sums("sums", false);
    private final StreamName bad = Notes.newStream();
    private final List<StreamName> good =
            Stream.generate(Notes::newStream).limit(5).toList();
    private Instant now = START;
    private boolean isFixed;

    private boolean isPoison(Notes.Event event) {
        return !isFixed && event.equals(POISON);
    }

    @BeforeEach
    void one_stream_of_six_is_poisoned() {
        var batch = new HashMap<StreamName, List<Commit>>();
        good.forEach(stream -> batch.put(stream, List.of(append(side.events, stream, new Written("hello"), ONE))));
        batch.put(
                bad,
                List.of(
                        append(side.events, bad, new Written("hello"), ONE),
                        append(side.events, bad, ONE, POISON),
                        append(side.events, bad, ONE)));
        assertThat(consumers().deliver(batch, Deadline.none()))
                .as("all is done or parked")
                .isEmpty();
    }

    @Test
    void all_other_streams_are_current() {
        good.forEach(stream -> assertThat(side.row("notes", stream).version()).isEqualTo(2));
        assertThat(side.row("notes", bad).version()).isEqualTo(2);
        assertThat(sum()).isEqualTo(new Sum(6, 6));
    }

    @Test
    void the_stream_is_parked_once_for_each_projection() {
        assertThat(side.parked.list(null, 10).parked())
                .containsExactlyInAnyOrder(marker("notes", 0, 60), marker("sums", 0, 60));
    }

    @Test
    void its_next_event_stays_parked_at_the_same_version() {
        now = START.plusSeconds(30);
        deliver(append(side.events, bad, ONE));
        the_stream_is_parked_once_for_each_projection();
        all_other_streams_are_current();
    }

    @Test
    void other_streams_go_on() {
        good.forEach(stream -> deliver(append(side.events, stream, ONE)));
        assertThat(sum()).isEqualTo(new Sum(11, 11));
        good.forEach(stream -> assertThat(side.row("notes", stream).version()).isEqualTo(3));
    }

    @Test
    void while_it_is_not_fixed_it_is_tried_again_and_stays_parked() {
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isZero();
        assertThat(side.parked.list(null, 10).parked())
                .containsExactlyInAnyOrder(marker("notes", 1, 180), marker("sums", 1, 180));
    }

    @Test
    void after_a_fix_was_deployed_it_comes_right_by_itself() {
        isFixed = true;
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isEqualTo(2);
        assertThatAllIsExact();
    }

    @Test
    void after_a_fix_was_deployed_it_comes_right_at_once_on_demand() {
        isFixed = true;
        assertThat(redriver().redriveDue(Deadline.none())).isZero();
        assertThat(redriver().redriveNow(Set.of(), Set.of(bad), Deadline.none()))
                .isEqualTo(2);
        assertThatAllIsExact();
    }

    @Test
    void after_a_fix_was_deployed_its_next_event_brings_it_up_to_date_and_a_redrive_clears_the_markers() {
        isFixed = true;
        deliver(append(side.events, bad, ONE));
        assertThat(sum()).isEqualTo(new Sum(666 + 9, 10));
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isEqualTo(2);
        assertThatAllIsExact();
    }

    private void assertThatAllIsExact() {
        var streams = Stream.concat(good.stream(), Stream.of(bad)).toList();
        var check = new ProjectionCheck(side.events, side.tables, streams);
        check.view(view);
        check.sums(sums);
        assertThat(side.parked.list(null, 10).parked()).isEmpty();
    }

    private void deliver(Commit commit) {
        assertThat(consumers().deliver(Map.of(commit.stream(), List.of(commit)), Deadline.none()))
                .isEmpty();
    }

    private ParkedStream marker(String consumer, int attempts, int dueSeconds) {
        return new ParkedStream(consumer, bad, 4, ERROR, START, attempts, START.plusSeconds(dueSeconds));
    }

    private @Nullable Sum sum() {
        return side.sums("sums").rows().read(ALL).orElse(Row.none(ALL)).value();
    }

    private Consumers consumers() {
        return new Consumers(instance(), side.parked, () -> now, 4, failure -> {});
    }

    private Redriver redriver() {
        return new Redriver(instance(), side.parked, () -> now, failure -> {});
    }

    private List<StreamConsumer> instance() {
        return List.of(
                new Projector<>(
                        new Picky.View(view, this::isPoison),
                        RowIndexes.of(ReadTables.SHARED, view.lookups()),
                        Notes.EVENTS,
                        side.store,
                        side.tables.open(ReadTables.SHARED, "notes", Notes.ROWS),
                        Backoff.none()),
                new TallyProjector<>(
                        new Picky.Sums(sums, this::isPoison),
                        ReadTables.SHARED_INDEX,
                        Notes.EVENTS,
                        side.store,
                        side.tables.openTally(ReadTables.SHARED, "sums", Notes.TALLIES),
                        Backoff.none()));
    }
}
