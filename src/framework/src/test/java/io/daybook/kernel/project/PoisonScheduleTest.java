package io.daybook.kernel.project;

import static io.daybook.fixture.Notes.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.ForwardingParkedStreams;
import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event.*;
import io.daybook.fixture.Notes.Note;
import io.daybook.fixture.Notes.Sum;
import io.daybook.fixture.ProjectionCheck;
import io.daybook.fixture.ReadSide;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.kernel.tally.TallyProjector;
import io.daybook.testtools.ForAll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Poison events among others, while a release that cannot take them runs beside one that can, storage fails and processes
 * crash: whatever is not applied is parked or delivered again, and comes right once the old release is gone. The streams
 * of one delivery are handled one after the other, but in any order: a seed repeats no more than its steps.
 */
final class PoisonScheduleTest {
    @Test
    void what_is_not_applied_is_parked_and_comes_right_by_itself() {
        ForAll.seeds(random -> new Run(random).run());
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Run {
        private static final Counted POISON = new Counted(List.of("all"), 666);
        private static final Duration STEP = Duration.ofMinutes(1);

        private final Random random;
        private final ReadSide side = new ReadSide();
        private final Notes.View view = new Notes.View("notes");
        private final Notes.Sums sums = new Notes.Sums("sums", false);
        private final List<StreamName> streams =
                Stream.generate(Notes::newStream).limit(3).toList();
        private final List<Commit> waiting = new ArrayList<>();
        private List<StreamConsumer> old = instance(false);
        private List<StreamConsumer> current = instance(true);
        private Instant now = Instant.parse("2026-11-23T08:00:00Z");
        private boolean faulty = true;
        private int nested;

        Run(Random random) {
            this.random = random;
        }

        void run() {
            side.disturb(call -> disturb());
            for (int step = 0; step < 30; step++) {
                step();
            }
            faulty = false;
            for (int i = 0; i < 5 && !waiting.isEmpty(); i++) {
                deliver(old);
            }
            assertThat(waiting).isEmpty();
            assertWhatIsNotAppliedIsParked();
            for (int hours = 0; hours < 10; hours++) {
                now = now.plus(Duration.ofHours(1));
                new Redriver(current, side.parked, () -> now, failure -> {}).redriveDue(Deadline.none());
            }
            assertThat(side.parked.list(null, 100).parked()).isEmpty();
            var check = new ProjectionCheck(side.events, side.tables, streams);
            check.view(view);
            check.sums(sums);
        }

        private void step() {
            now = now.plus(STEP);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> {
                    var stream = streams.get(random.nextInt(streams.size()));
                    var commit = append(
                            side.events,
                            stream,
                            Stream.generate(this::event)
                                    .limit(1 + random.nextInt(3))
                                    .toArray(Notes.Event[]::new));
                    for (int copies = 1 + random.nextInt(5) / 4; copies > 0; copies--) {
                        waiting.add(random.nextInt(waiting.size() + 1), commit);
                    }
                }
                case 3 -> deliver(old);
                case 4 -> deliver(current);
                default -> redrive(random.nextBoolean());
            }
        }

        private Notes.Event event() {
            return switch (random.nextInt(6)) {
                case 0 -> POISON;
                case 1 -> new Written("text " + random.nextInt(5));
                case 2 -> new Tagged(List.of("tag" + random.nextInt(4)));
                case 3 -> new Erased();
                case 4 -> new Seen();
                default -> new Counted(List.of("all", "row" + random.nextInt(3)), 1);
            };
        }

        private void deliver(List<StreamConsumer> instance) {
            var batch = new ArrayList<Commit>();
            for (int record = random.nextInt(8); record > 0 && !waiting.isEmpty(); record--) {
                batch.add(waiting.remove(random.nextInt(waiting.size())));
            }
            if (!faulty) {
                batch.addAll(waiting);
                waiting.clear();
            }
            var byStream = new HashMap<StreamName, List<Commit>>();
            batch.forEach(commit -> byStream.computeIfAbsent(commit.stream(), name -> new ArrayList<>())
                    .add(commit));
            try {
                var unfinished = new Consumers(instance, parked(), () -> now, 1, failure -> {})
                        .deliver(byStream, Deadline.none());
                batch.stream()
                        .filter(commit -> unfinished.containsKey(commit.stream()))
                        .forEach(waiting::add);
            } catch (Crash e) {
                waiting.addAll(batch);
                restart();
            }
        }

        private void redrive(boolean isCurrent) {
            try {
                var redriver = new Redriver(isCurrent ? current : old, parked(), () -> now, failure -> {});
                switch (random.nextInt(3)) {
                    case 0 -> redriver.redriveNow(Set.of(), Set.of(), Deadline.none());
                    case 1 -> redriver.recover(Set.of(streams.getFirst()), Deadline.none());
                    default -> redriver.redriveDue(Deadline.none());
                }
            } catch (StoreException e) {
                // The next one goes on.
            } catch (Crash e) {
                restart();
            }
        }

        private void restart() {
            old = instance(false);
            current = instance(true);
        }

        /** Something else happens between two calls, or a call fails. */
        private void disturb() {
            if (!faulty) {
                return;
            }
            if (nested < 2 && random.nextInt(10) == 0) {
                nested++;
                switch (random.nextInt(3)) {
                    case 0 -> deliver(random.nextBoolean() ? old : current);
                    case 1 -> redrive(true);
                    default -> redrive(false);
                }
                nested--;
            }
            switch (random.nextInt(40)) {
                case 0 -> throw new Crash();
                case 1 -> throw new StoreUnavailableException("not now", new IllegalStateException());
                default -> {}
            }
        }

        private ForwardingParkedStreams parked() {
            return new ForwardingParkedStreams(side.parked) {
                @Override
                public boolean park(ParkedStream marker) {
                    disturb();
                    if (faulty && random.nextInt(4) == 0) {
                        throw new StoreUnavailableException("not now", new IllegalStateException());
                    }
                    boolean isNew = super.park(marker);
                    disturb();
                    return isNew;
                }

                @Override
                public void replace(ParkedStream seen, ParkedStream next) {
                    disturb();
                    super.replace(seen, next);
                    disturb();
                }

                @Override
                public void remove(ParkedStream seen) {
                    disturb();
                    super.remove(seen);
                    disturb();
                }
            };
        }

        private void assertWhatIsNotAppliedIsParked() {
            for (var stream : streams) {
                long end = side.events.last(stream).map(Commit::lastVersion).orElse(0L);
                if (side.row("notes", stream).version() < end) {
                    assertThat(side.parked.find("notes", stream)).isPresent();
                }
                if (side.sums("sums").cursors(List.of(stream)).get(stream).version() < end) {
                    assertThat(side.parked.find("sums", stream)).isPresent();
                }
            }
        }

        private List<StreamConsumer> instance(boolean takesPoison) {
            return List.of(
                    new Projector<>(
                            new PickyView(view, takesPoison),
                            RowIndexes.of(ReadTables.SHARED, view.lookups()),
                            Notes.EVENTS,
                            side.store,
                            side.tables.open(ReadTables.SHARED, "notes", Notes.ROWS),
                            Backoff.none()),
                    new TallyProjector<>(
                            new PickySums(sums, takesPoison),
                            ReadTables.SHARED_INDEX,
                            Notes.EVENTS,
                            side.store,
                            side.tables.openTally(ReadTables.SHARED, "sums", Notes.TALLIES),
                            Backoff.none()));
        }
    }

    private static void refuse(Recorded<Notes.Event> recorded, boolean takesPoison) {
        if (!takesPoison && recorded.event().equals(Run.POISON)) {
            throw new IllegalStateException("no way");
        }
    }

    private record PickyView(Notes.View view, boolean takesPoison) implements Projection<Notes.Event, Note> {
        @Override
        public String name() {
            return view.name();
        }

        @Override
        public @Nullable Note evolve(@Nullable Note row, Recorded<Notes.Event> recorded) {
            refuse(recorded, takesPoison);
            return view.evolve(row, recorded);
        }

        @Override
        public Category<?, ?, Notes.Event> follows() {
            return view.follows();
        }

        @Override
        public Class<Note> rowType() {
            return view.rowType();
        }

        @Override
        public List<Lookup<Note>> lookups() {
            return view.lookups();
        }
    }

    private record PickySums(Notes.Sums sums, boolean takesPoison) implements Tally<Notes.Event, Sum> {
        @Override
        public String name() {
            return sums.name();
        }

        @Override
        public Map<TallyKey, Sum> shares(Recorded<Notes.Event> recorded) {
            refuse(recorded, takesPoison);
            return sums.shares(recorded);
        }

        @Override
        public Sum merge(Sum one, Sum other) {
            return sums.merge(one, other);
        }

        @Override
        public Category<?, ?, Notes.Event> follows() {
            return sums.follows();
        }

        @Override
        public Class<Sum> rowType() {
            return sums.rowType();
        }
    }
}
