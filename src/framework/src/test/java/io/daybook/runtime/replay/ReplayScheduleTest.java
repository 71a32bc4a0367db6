package io.daybook.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.memory.MemoryGenerationTable;
import io.daybook.kernel.memory.MemoryJobTable;
import io.daybook.kernel.memory.MemoryReadTables;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

class ReplayScheduleTest {
    private static final int SEEDS = Integer.getInteger("daybook.test.replay-seeds", 300);
    private static final int STEPS = 250;

    @Test
    void every_answer_is_true_and_nothing_is_left_over_whatever_happens_to_releases_records_and_processes() {
        var happened = new EnumMap<Happening, Long>(Happening.class);
        int read = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = ReplayWorld.inMemory(new MemoryReadTables(), new MemoryGenerationTable(), new MemoryJobTable());
            var schedule = new ReplaySchedule(world, seed);
            try {
                schedule.run(STEPS);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
            schedule.happened.forEach((what, times) -> happened.merge(what, times, Long::sum));
            read += schedule.hasRead() ? 1 : 0;
        }
        assertThat(happened).containsOnlyKeys(Happening.values());
        assertThat(happened.get(Happening.CRASHED)).isGreaterThan(SEEDS);
        assertThat(read).isGreaterThan(SEEDS / 2);
    }
}
