package io.daybook.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.generation.DynamoGenerationTable;
import io.daybook.adapter.dynamodb.job.DynamoJobTable;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.fixture.ForwardingReadTables;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemoryGenerationTable;
import io.daybook.kernel.memory.MemoryJobTable;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.ReadTables.Place;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.store.StateCodec;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** In memory by the hundred, and on DynamoDB Local, with everything but the events in its tables. */
class ReplayScheduleTest {
    private static final int SEEDS = Integer.getInteger("daybook.test.replay-seeds", 150);
    private static final int STEPS = 250;
    private static final int SEEDS_ON_DYNAMODB = Integer.getInteger("daybook.test.replay-seeds-on-dynamodb", 2);
    private static final int STEPS_ON_DYNAMODB = 100;

    /** The tables that the schedule needs. */
    private static final Set<String> USED = Set.of("projections", "rows");

    private final Map<Happening, Long> happened = new EnumMap<>(Happening.class);
    private int read;

    private void run(ReplaySchedule schedule, int steps, long seed) {
        try {
            schedule.run(steps);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
        schedule.happened.forEach((what, times) -> happened.merge(what, times, Long::sum));
        read += schedule.hasRead() ? 1 : 0;
    }

    @Test
    void every_answer_is_true_and_nothing_is_left_over_whatever_happens_to_releases_records_and_processes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var tables = new MemoryReadTables();
            var world = ReplayWorld.inMemory(tables, new MemoryGenerationTable(), new MemoryJobTable());
            run(new ReplaySchedule(world, inMemory(tables), seed), STEPS, seed);
        }
        assertThat(happened).containsOnlyKeys(Happening.values());
        assertThat(happened.get(Happening.CRASHED)).isGreaterThan(SEEDS);
        assertThat(read).isGreaterThan(SEEDS / 2);
    }

    private static ReplaySchedule.Places inMemory(MemoryReadTables tables) {
        return new ReplaySchedule.Places() {
            @Override
            public Set<Place> all() {
                return tables.places();
            }

            @Override
            public boolean isEmpty(Place place) {
                return false;
            }
        };
    }

    @Test
    void the_same_holds_on_dynamodb() {
        try (var client = DynamoDbForTests.client()) {
            for (long seed = 0; seed < SEEDS_ON_DYNAMODB; seed++) {
                var tables = Tables.ofStack("replay-" + UUID.randomUUID());
                ReplayWorld.createTables(client, tables, USED::contains);
                var rows = new Opened(new DynamoReadTables(client, tables, Backoff.none()));
                var world = ReplayWorld.inMemory(
                        rows,
                        new DynamoGenerationTable(client, tables, Backoff.none()),
                        new DynamoJobTable(client, tables, Backoff.none()));
                world.tick = Duration.ofMinutes(5);
                run(new ReplaySchedule(world, rows, seed), STEPS_ON_DYNAMODB, seed);
            }
        }
        assertThat(read).isPositive();
        assertThat(happened).isNotEmpty();
    }

    /** Remembers which places were opened. */
    private static final class Opened extends ForwardingReadTables implements ReplaySchedule.Places {
        private final Set<Place> places = ConcurrentHashMap.newKeySet();

        Opened(ReadTables tables) {
            super(tables);
        }

        @Override
        public <R> ReadTable<R> open(Place place, StateCodec<R> codec) {
            places.add(place);
            return super.open(place, codec);
        }

        @Override
        public <R> TallyTable<R> openTally(Place place, StateCodec<R> codec) {
            places.add(place);
            return super.openTally(place, codec);
        }

        @Override
        public Set<Place> all() {
            return places;
        }

        @Override
        public boolean isEmpty(Place place) {
            var removed = remove(place, 0, 1, null);
            while (removed.items() == 0 && removed.next() != null) {
                removed = remove(place, 0, 1, removed.next());
            }
            return removed.items() == 0;
        }
    }
}
