package io.daybook.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.JobWorld;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.job.Doorbell;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Jobs;
import io.daybook.kernel.memory.MemoryJobTable;
import io.daybook.testtools.ForAll;
import io.daybook.testtools.Schedule;
import io.daybook.testtools.VirtualThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Several workers at once, which die between any two calls of their ports, with rings that are lost and repeated. */
final class JobScheduleTest {
    private static final int SCHEDULES = Integer.getInteger("test.jobs", 2_000);
    private static final int WORKERS = 3;
    private static final int STEPS_MAX = 400;

    private record Ring(String job, int number) {}

    @Test
    void a_job_ends_as_if_nothing_had_happened() {
        VirtualThread.run(() -> ForAll.seeds(SCHEDULES, JobScheduleTest::run));
    }

    private static void run(Random random) {
        var world = new World(random);
        world.schedule.begin();
        world.disturb();
        world.finish();
        var job = world.table.find(world.job).orElseThrow();
        assertThat(job.state()).as(String.valueOf(job.error())).isEqualTo(Job.State.DONE);
        assertThat(job.result()).isEqualTo(CountingWork.result());
        assertThat(world.written).isEqualTo(CountingWork.everything());
        assertThat(world.table.unfinished()).isEmpty();
    }

    /** What the workers of one schedule share. */
    private static final class World {
        private final Random random;
        private final Begun schedule;
        private final MemoryJobTable table = new MemoryJobTable();
        private final Map<String, Long> written = CountingWork.nothingWritten();
        private final List<Ring> rings = new ArrayList<>();
        private final Jobs jobs;
        private final String job;
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        World(Random random) {
            this.random = random;
            this.schedule = new Begun(new Schedule(random));
            this.jobs = new Jobs(
                    table,
                    Map.of(JobKind.VERIFY, new CountingWork(() -> now, written)),
                    this::ring,
                    () -> now,
                    () -> "12345678",
                    "release-1");
            this.job = jobs.start(JobOrder.of(JobKind.VERIFY)).id();
        }

        private void ring(String of, int number, Duration after) {
            rings.add(new Ring(of, number));
        }

        private Worker worker(Schedule.Party process) {
            var settings = new JobSettings(() -> now, duration -> {}, 1_000, JobWorld.SILENCE, JobWorld.RETRY);
            return new Worker(
                    process.port(JobTable.class, table, (call, isAfter) -> null),
                    Map.of(
                            JobKind.VERIFY,
                            process.port(JobWork.class, new CountingWork(() -> now, written), (call, isAfter) -> null)),
                    process.port(Doorbell.class, this::ring, (call, isAfter) -> null),
                    CostMeter.none(),
                    settings,
                    failure -> {
                        throw new AssertionError(failure.error(), failure.cause());
                    });
        }

        void disturb() {
            for (int step = 0; step < STEPS_MAX && !isFinished(); step++) {
                step();
            }
        }

        private void step() {
            int slot = random.nextInt(WORKERS);
            var process = schedule.processes.get(slot);
            if (process.isBusy()) {
                if (random.nextInt(20) == 0) {
                    process.crash();
                    schedule.processes.set(slot, schedule.schedule.process());
                } else {
                    process.step();
                }
            } else if (!rings.isEmpty() && random.nextInt(10) != 0) {
                begin(process);
            } else {
                now = now.plusSeconds(random.nextInt(90));
                jobs.ringSilent(JobWorld.SILENCE);
            }
        }

        private void begin(Schedule.Party process) {
            var ring = rings.remove(random.nextInt(rings.size()));
            if (random.nextInt(10) == 0) {
                return;
            }
            if (random.nextInt(10) == 0) {
                rings.add(ring);
            }
            boolean hasTime = random.nextBoolean();
            var worker = worker(process);
            process.begin(() -> worker.work(ring.job(), ring.number(), hasTime ? Deadline.none() : () -> true));
        }

        void finish() {
            schedule.schedule.calmDown();
            var process = schedule.schedule.process();
            for (int i = 0; i < STEPS_MAX && !isFinished(); i++) {
                now = now.plus(JobWorld.SILENCE);
                jobs.ringSilent(JobWorld.SILENCE);
                while (!rings.isEmpty()) {
                    var ring = rings.removeFirst();
                    worker(process).work(ring.job(), ring.number(), Deadline.none());
                }
            }
        }

        private boolean isFinished() {
            return table.find(job).orElseThrow().state().isFinished();
        }
    }

    private record Begun(Schedule schedule, List<Schedule.Party> processes) {
        Begun(Schedule schedule) {
            this(schedule, new ArrayList<>());
        }

        void begin() {
            for (int i = 0; i < WORKERS; i++) {
                processes.add(schedule.process());
            }
        }
    }
}
