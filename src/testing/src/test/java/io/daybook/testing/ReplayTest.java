package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.adapter.json.commit.CommitJson;
import io.daybook.adapter.json.commit.DamagedExportException;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.testing.Doors.Command;
import io.daybook.testing.Doors.Event;
import io.daybook.testing.Doors.Porter;
import io.daybook.testing.Doors.Visit;
import io.daybook.testing.replay.Replay;
import io.daybook.testing.replay.RowDifference;
import io.daybook.testing.replay.SagaReplay.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was exported is projected and reacted to again, and nothing comes of it. */
class ReplayTest {
    @TempDir
    Path folder;

    private final ProcessWorld world = ProcessWorld.of(new Doors());
    private Path export = Path.of("not written yet");

    record Row(int rings, boolean open) {}

    record NewRow(int rings, boolean open, @Nullable String visitor) {}

    /** How often it rang, and whether it is open. */
    private static class View implements Projection<Event, Row> {
        @Override
        public String name() {
            return "doors";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return Doors.DOOR;
        }

        @Override
        public Class<Row> rowType() {
            return Row.class;
        }

        @Override
        public @Nullable Row evolve(@Nullable Row row, Recorded<Event> recorded) {
            int rings = row == null ? 0 : row.rings();
            return switch (recorded.event()) {
                case Event.Rang _ -> new Row(rings + 1, row != null && row.open());
                case Event.Opened() -> new Row(rings, true);
                case Event.Closed() -> new Row(rings, false);
            };
        }
    }

    /** Forgets that doors are closed, and fails where somebody rings who is called bob. */
    private static final class BrokenView extends View {
        @Override
        public @Nullable Row evolve(@Nullable Row row, Recorded<Event> recorded) {
            if (recorded.event() instanceof Event.Rang(var name) && name.equals("bob")) {
                throw new IllegalStateException("bob");
            }
            return recorded.event() instanceof Event.Closed ? row : super.evolve(row, recorded);
        }
    }

    private static final class NewView implements Projection<Event, NewRow> {
        private final View view = new View();

        @Override
        public String name() {
            return "doors";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return Doors.DOOR;
        }

        @Override
        public Class<NewRow> rowType() {
            return NewRow.class;
        }

        @Override
        public @Nullable NewRow evolve(@Nullable NewRow row, Recorded<Event> recorded) {
            var old = view.evolve(row == null ? null : new Row(row.rings(), row.open()), recorded);
            return old == null ? null : new NewRow(old.rings(), old.open(), null);
        }
    }

    record Visits(String day, String visitor, long count) {}

    /** How often who rings, by day. */
    private static class VisitsTally implements Tally<Event, Visits> {
        @Override
        public String name() {
            return "visits";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return Doors.DOOR;
        }

        @Override
        public Class<Visits> rowType() {
            return Visits.class;
        }

        @Override
        public Map<TallyKey, Visits> shares(Recorded<Event> recorded) {
            if (recorded.event() instanceof Event.Rang(var name)) {
                var key = TallyKey.of(recorded, name);
                return Map.of(key, new Visits(key.day().toString(), name, 1));
            }
            return Map.of();
        }

        @Override
        public Visits merge(Visits one, Visits other) {
            return new Visits(one.day(), one.visitor(), one.count() + other.count());
        }
    }

    /** Counts everybody twice, but nobody who is called bob: there it fails. */
    private static final class BrokenTally extends VisitsTally {
        @Override
        public Map<TallyKey, Visits> shares(Recorded<Event> recorded) {
            if (recorded.event() instanceof Event.Rang(var name) && name.equals("bob")) {
                throw new IllegalStateException("bob");
            }
            var shares = new HashMap<>(super.shares(recorded));
            shares.replaceAll((key, share) -> merge(share, share));
            return shares;
        }
    }

    @BeforeEach
    void two_visitors_come_and_are_exported() throws IOException {
        world.send(Doors.ring("d1", "ada"));
        world.send(Doors.ring("d2", "bob"));
        world.pass(Doors.PATIENCE);
        export = export("export.jsonl", commits());
    }

    private List<Commit> commits() {
        return world.store()
                .streams()
                .sorted(Comparator.comparing(Object::toString))
                .flatMap(stream -> world.store().all(stream).stream())
                .toList();
    }

    private Path export(String name, List<Commit> commits) throws IOException {
        return Files.write(
                folder.resolve(name), commits.stream().map(CommitJson::write).toList());
    }

    private Replay replay() {
        return Replay.of(new Doors(), export);
    }

    @Test
    void projections_that_make_the_same_rows_differ_in_none() {
        assertThat(replay().differences(new View(), new View())).isEmpty();
    }

    @Test
    void rows_that_differ_are_shown_with_their_key_and_version() {
        var closed = "{\"rings\":0,\"open\":false}";
        var open = "{\"rings\":0,\"open\":true}";
        assertThat(replay().differences(new View(), new BrokenView()))
                .containsExactly(
                        new RowDifference(
                                "d2",
                                1,
                                "{\"rings\":1,\"open\":false}",
                                "failed after version 0: java.lang.IllegalStateException: bob"),
                        new RowDifference("inner-d1", 2, closed, open),
                        new RowDifference("inner-d2", 2, closed, open));
        assertThat(new RowDifference("d1", 2, "none", "{}"))
                .hasToString("\nd1 at version 2\n  before: none\n  after:  {}");
    }

    @Test
    void rows_of_another_class_are_compared_but_for_the_fields_that_are_ignored() {
        assertThat(replay().ignoring("visitor").differences(new View(), new NewView()))
                .isEmpty();
        assertThat(replay().differences(new View(), new NewView()))
                .contains(new RowDifference(
                        "d1", 1, "{\"rings\":1,\"open\":false}", "{\"rings\":1,\"open\":false,\"visitor\":null}"));
    }

    @Test
    void tallies_that_make_the_same_rows_differ_in_none() {
        assertThat(replay().differences(new VisitsTally(), new VisitsTally())).isEmpty();
    }

    @Test
    void rows_of_tallies_that_differ_are_shown_and_streams_that_could_not_be_applied() {
        var ada = "{\"day\":\"2026-11-23\",\"visitor\":\"ada\",\"count\":";
        var bob = "{\"day\":\"2026-11-23\",\"visitor\":\"bob\",\"count\":1}";
        assertThat(replay().differences(new VisitsTally(), new BrokenTally()))
                .containsExactly(
                        new RowDifference("2026-11-23#ada", 0, ada + "1}", ada + "2}"),
                        new RowDifference("2026-11-23#bob", 0, bob, "none"),
                        new RowDifference(
                                "door-d2", 0, "none", "failed after version 0: java.lang.IllegalStateException: bob"));
        assertThat(replay().ignoring("count").differences(new VisitsTally(), new BrokenTally()))
                .extracting(RowDifference::key)
                .containsExactly("2026-11-23#bob", "door-d2");
        assertThat(new RowDifference("2026-11-23#ada", 0, "none", "{}"))
                .hasToString("\n2026-11-23#ada\n  before: none\n  after:  {}");
    }

    @Test
    void an_export_that_was_changed_is_refused() throws IOException {
        Files.writeString(export, Files.readString(export).replace("ada", "eve"));
        assertThatThrownBy(() -> replay().differences(new View(), new View()))
                .isInstanceOf(DamagedExportException.class)
                .hasMessageStartingWith("line 1: ");
    }

    @Test
    void a_saga_goes_the_same_way_again_with_the_answers_of_the_export_and_sends_nothing() {
        var before = commits();
        var replayed = replay().saga(new Porter(), "d1");
        assertThat(replayed.steps())
                .extracting(Step::step, Step::effects)
                .containsExactly(
                        tuple(
                                "ringing",
                                List.of(
                                        Doors.inner("d1", new Command.Open()),
                                        new Effect.StartTimer("close", Doors.PATIENCE))),
                        tuple("open", List.of()),
                        tuple("open", List.of(Doors.inner("d1", new Command.Close()))),
                        tuple("closed", List.of()));
        assertThat(replayed.steps().getLast().state()).isEqualTo(new Visit("d1", "closed"));
        assertThat(replayed.unanswered()).isEmpty();
        assertThat(replayed.toString().lines())
                .contains(
                        "2026-11-23T08:00:00Z Rang[name=ada] (version 1 of door-d1) -> ringing Visit[id=d1, step=ringing]",
                        "  send Open[] to door-inner-d1");
        assertThat(commits()).isEqualTo(before);
    }

    @Test
    void an_answer_that_the_export_does_not_hold_is_waited_for() throws IOException {
        export = export(
                "without.jsonl",
                commits().stream()
                        .filter(commit -> !commit.stream().toString().equals("door-inner-d1"))
                        .toList());
        var replayed = replay().saga(new Porter(), "d1");
        assertThat(replayed.steps()).hasSize(2);
        assertThat(replayed.steps().getFirst().trigger()).isInstanceOf(Trigger.Happened.class);
        assertThat(replayed.steps().getLast().trigger()).isEqualTo(new Trigger.TimerDue("close"));
        assertThat(replayed.unanswered())
                .isEqualTo(List.of(Doors.inner("d1", new Command.Open()), Doors.inner("d1", new Command.Close())));
    }

    @Test
    void an_instance_that_nothing_starts_has_no_steps() {
        assertThat(replay().saga(new Porter(), "d9").steps()).isEmpty();
    }
}
