package io.daybook.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.fixture.Crashing;
import io.daybook.fixture.JobWorld;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.FailureListener.Failure;
import io.daybook.kernel.deliver.FailureListener.Kind;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobFailedException;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.job.Jobs;
import io.daybook.kernel.job.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How jobs are worked on. */
final class WorkerTest {
    private final JobWorld world = new JobWorld();
    private final Map<String, Long> written = CountingWork.nothingWritten();
    private final CountingWork work = new CountingWork(world.clock(), written);

    @Test
    void a_job_goes_from_step_to_step_until_it_is_done() {
        var job = world.start(work);
        assertThat(world.rings()).isEqualTo(CountingWork.SEGMENTS);
        world.run(world.worker(work));
        var done = world.job(job.id());
        assertThat(done.state()).isEqualTo(Job.State.DONE);
        assertThat(done.result()).isEqualTo(CountingWork.result());
        assertThat(written).isEqualTo(CountingWork.everything());
        assertThat(world.table.unfinished()).isEmpty();
        assertThat(world.failures).isEmpty();
    }

    @Test
    void a_job_waits_until_its_step_may_begin_and_is_running_then() {
        var job = world.start(work);
        var worker = world.worker(work);
        assertThat(job.state()).isEqualTo(Job.State.WAITING);
        world.next(worker, Deadline.none());
        assertThat(world.job(job.id()).state()).isEqualTo(Job.State.RUNNING);
        world.next(worker, Deadline.none());
        world.next(worker, Deadline.none());
        var waiting = world.job(job.id());
        assertThat(waiting.state()).isEqualTo(Job.State.WAITING);
        assertThat(waiting.step())
                .isEqualTo(new Job.Step(
                        2,
                        "second",
                        CountingWork.SEGMENTS,
                        world.clock().instant().plus(CountingWork.PAUSE)));
        worker.work(job.id(), 0, Deadline.none());
        assertThat(world.job(job.id()))
                .as("a ring before its time does nothing")
                .isEqualTo(waiting);
    }

    @Test
    void the_progress_counts_all_steps_and_the_share_of_the_present_one() {
        var job = world.start(work);
        var worker = world.worker(work);
        world.next(worker, () -> true);
        assertThat(world.jobs(work).find(job.id()))
                .contains(new JobProgress(world.job(job.id()), 1.0 / 12, Map.of("pages", 1L), 0, Job.Cost.NONE));
        world.run(worker);
        assertThat(world.jobs(work).find(job.id()))
                .contains(new JobProgress(world.job(job.id()), 1, Map.of("pages", 24L), 1, Job.Cost.NONE));
    }

    @Test
    void a_worker_without_time_saves_one_page_and_rings_for_the_rest() {
        var job = world.start(work);
        world.next(world.worker(work), () -> true);
        assertThat(world.table.segments(world.job(job.id())).getFirst().at()).isEqualTo("1");
        assertThat(world.rings()).isEqualTo(CountingWork.SEGMENTS);
        world.run(world.worker(work), () -> true);
        assertThat(world.job(job.id()).result()).isEqualTo(CountingWork.result());
    }

    @Test
    void a_page_that_was_begun_in_time_has_time_of_its_own() {
        var job = world.start(work);
        var late = new ArrayList<Boolean>();
        var watched = new CountingWork(world.clock(), written) {
            @Override
            public Segment work(Job of, Segment segment, Deadline deadline) {
                late.add(deadline.hasPassed());
                return super.work(of, segment, deadline);
            }
        };
        world.worker(watched).work(job.id(), 0, () -> true, Deadline.none());
        assertThat(late).containsExactly(false);
        assertThat(world.table.segments(world.job(job.id())).getFirst().at()).isEqualTo("1");
    }

    @Test
    void a_segment_that_somebody_is_at_is_left_to_him_until_he_has_been_silent_for_too_long() {
        var job = world.start(work);
        var begun = world.table.segments(job).getFirst();
        world.table.replace(begun, begun.held(world.clock().instant()));
        world.worker(work).work(job.id(), 0, Deadline.none());
        assertThat(written).isEmpty();
        world.pass(JobWorld.SILENCE);
        world.worker(work).work(job.id(), 0, Deadline.none());
        assertThat(written).hasSize(CountingWork.PAGES);
    }

    @Test
    void whoever_loses_the_race_for_a_page_stops() {
        var job = world.start(work);
        var slow = new CountingWork(world.clock(), written) {
            @Override
            public Segment work(Job of, Segment segment, Deadline deadline) {
                world.pass(JobWorld.SILENCE);
                world.worker(work).work(of.id(), segment.number(), Deadline.none());
                return super.work(of, segment, deadline);
            }
        };
        world.worker(slow).work(job.id(), 0, Deadline.none());
        var segment = world.table.segments(world.job(job.id())).getFirst();
        assertThat(segment.done()).isTrue();
        assertThat(segment.counts()).isEqualTo(Map.of("pages", (long) CountingWork.PAGES));
    }

    @Test
    void lost_rings_are_rung_again_and_not_those_of_segments_that_somebody_is_at() {
        var job = world.start(work);
        var worker = world.worker(work);
        world.next(worker, () -> true);
        world.loseAllRings();
        world.jobs(work).ringSilent(JobWorld.SILENCE);
        assertThat(world.rings()).isZero();
        world.pass(JobWorld.SILENCE);
        world.jobs(work).ringSilent(JobWorld.SILENCE);
        assertThat(world.rings()).isEqualTo(CountingWork.SEGMENTS);
        world.run(worker);
        assertThat(world.job(job.id()).result()).isEqualTo(CountingWork.result());
    }

    @Test
    void a_step_whose_segments_are_done_goes_on_although_whoever_did_the_last_one_died() {
        var job = world.start(work);
        for (var segment : world.table.segments(job)) {
            world.table.replace(
                    segment,
                    segment.done(Map.of("pages", 4L), List.of())
                            .after(Job.Cost.NONE, world.clock().instant(), false));
        }
        world.loseAllRings();
        world.pass(JobWorld.SILENCE);
        world.jobs(work).ringSilent(JobWorld.SILENCE);
        assertThat(world.rings()).isEqualTo(1);
        world.run(world.worker(work));
        assertThat(world.job(job.id()).result()).isEqualTo(CountingWork.result());
    }

    @Test
    void a_cancelled_job_stops_after_its_page_tidies_up_and_stays_as_it_is() {
        var tidied = new ArrayList<Job>();
        var jobs = new ArrayList<Jobs>();
        var cancelling = new CountingWork(world.clock(), written) {
            @Override
            public Segment work(Job of, Segment segment, Deadline deadline) {
                assertThat(jobs.getFirst().cancel(of.id(), "not now")).isPresent();
                return super.work(of, segment, deadline);
            }

            @Override
            public void abandoned(Job of) {
                tidied.add(of);
            }
        };
        jobs.add(world.jobs(cancelling));
        var job = world.start(cancelling);
        world.run(world.worker(cancelling));
        var cancelled = world.job(job.id());
        assertThat(cancelled.state()).isEqualTo(Job.State.CANCELLED);
        assertThat(cancelled.error()).isEqualTo("cancelled: not now");
        assertThat(written).hasSize(1);
        assertThat(tidied).hasSize(1);
        assertThat(world.table.unfinished()).isEmpty();
        assertThat(jobs.getFirst().cancel(job.id(), "again").orElseThrow().job())
                .isEqualTo(cancelled);
        assertThat(jobs.getFirst().cancel("never", "why")).isEmpty();
        assertThat(world.failures).as("an operator wanted it").isEmpty();
    }

    @Test
    void a_job_that_cannot_be_done_fails_with_its_error_told_once() {
        var job = failing(() -> {
            throw new JobFailedException("there is no way");
        });
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(job.error()).isEqualTo("there is no way");
        assertThat(job.isTidy()).isTrue();
        assertThat(world.failures)
                .containsExactly(new Failure(
                        Kind.JOB_FAILED, "verify", null, 0, null, "job " + job.id() + ": there is no way", null));
    }

    @Test
    void a_job_that_failed_is_told_whenever_its_process_dies() {
        int calls = 0;
        for (boolean hasDied = true; hasDied; calls++) {
            var world = new JobWorld();
            var failing = new CountingWork(world.clock(), written) {
                @Override
                public Segment work(Job of, Segment segment, Deadline deadline) {
                    throw new JobFailedException("there is no way");
                }
            };
            var job = world.start(failing);
            var process = new Crashing();
            process.after(calls);
            hasDied = dies(() -> world.run(world.worker(failing, process)));
            world.loseAllRings();
            for (int i = 0; i < 3; i++) {
                world.pass(JobWorld.SILENCE);
                world.jobs(failing).ringSilent(JobWorld.SILENCE);
                world.run(world.worker(failing));
            }
            assertThat(world.table.unfinished()).isEmpty();
            var told = new Failure(
                    Kind.JOB_FAILED, "verify", null, 0, null, "job " + job.id() + ": there is no way", null);
            assertThat(world.failures)
                    .as("dead after %s calls", calls)
                    .containsOnly(told)
                    .hasSizeBetween(1, hasDied ? 2 : 1);
        }
        assertThat(calls).isGreaterThan(5);
    }

    private static boolean dies(Runnable process) {
        try {
            process.run();
            return false;
        } catch (Crashing.Crash e) {
            return true;
        }
    }

    @Test
    void a_defect_is_tried_again_a_bounded_number_of_times_with_pauses() {
        var start = world.clock().instant();
        var job = failing(() -> {
            throw new IllegalStateException("a defect");
        });
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(job.error()).contains("begun " + JobSettings.ATTEMPTS_MAX + " times in a row");
        assertThat(Duration.between(start, world.clock().instant()))
                .isEqualTo(JobWorld.RETRY.multipliedBy(JobSettings.ATTEMPTS_MAX));
        assertThat(world.failures.stream().map(Failure::kind).filter(Kind.DEFECT::equals))
                .hasSize(CountingWork.SEGMENTS * JobSettings.ATTEMPTS_MAX);
        assertThat(world.failures.stream().map(Failure::kind).filter(Kind.JOB_FAILED::equals))
                .hasSize(1);
    }

    @Test
    void a_process_that_dies_at_the_same_page_each_time_ends_the_job() {
        var job = world.start(work);
        var deadly = new CountingWork(world.clock(), written) {
            @Override
            public Segment work(Job of, Segment segment, Deadline deadline) {
                throw new StackOverflowError();
            }
        };
        for (int i = 0; i <= JobSettings.ATTEMPTS_MAX; i++) {
            try {
                world.worker(deadly).work(job.id(), 0, Deadline.none());
            } catch (StackOverflowError e) {
                world.pass(JobWorld.SILENCE);
            }
        }
        assertThat(world.job(job.id()).state()).isEqualTo(Job.State.FAILED);
    }

    @Test
    void a_failure_of_storage_is_tried_again_for_as_long_as_it_lasts() {
        int[] left = {50};
        var job = world.start(work);
        world.run(world.worker(new CountingWork(world.clock(), written) {
            @Override
            public Segment work(Job of, Segment segment, Deadline deadline) {
                if (left[0]-- > 0) {
                    throw new StoreThrottledException("too many");
                }
                return super.work(of, segment, deadline);
            }
        }));
        assertThat(world.job(job.id()).result()).isEqualTo(CountingWork.result());
        assertThat(world.failures.stream().map(Failure::kind).distinct()).containsExactly(Kind.POSTPONED);
    }

    @Test
    void a_defect_at_the_end_of_a_step_is_tried_again_a_bounded_number_of_times() {
        var job = world.start(work);
        world.run(world.worker(new CountingWork(world.clock(), written) {
            @Override
            public Next next(Job of, List<Segment> done) {
                throw new IllegalStateException("a defect");
            }
        }));
        assertThat(world.job(job.id()).state()).isEqualTo(Job.State.FAILED);
    }

    @Test
    void work_of_another_release_is_left_alone() {
        var job = world.start(work);
        var older = new CountingWork(world.clock(), written) {
            @Override
            public boolean knows(JobOrder order) {
                return false;
            }
        };
        world.run(world.worker(older));
        assertThat(world.job(job.id())).isEqualTo(job);
        world.pass(JobWorld.SILENCE);
        world.jobs(older).ringSilent(JobWorld.SILENCE);
        assertThat(world.rings()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> world.jobs(work).start(JobOrder.of(JobKind.RECONCILE)));
    }

    @Test
    void a_page_that_used_more_than_it_may_is_followed_by_a_rest_and_a_long_one_by_another_ring() {
        var units = new double[] {50};
        var meter = new CostMeter() {
            @Override
            public <T> Measured<T> measure(Supplier<T> measured) {
                var result = measured.get();
                return new Measured<>(result, result instanceof Segment ? new Job.Cost(1, units[0]) : Job.Cost.NONE);
            }
        };
        var job = world.start(work);
        world.worker(work, meter).work(job.id(), 0, Deadline.none());
        assertThat(world.rests)
                .isEqualTo(List.of(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(500)));
        assertThat(world.table.segments(world.job(job.id())).getFirst().cost()).isEqualTo(new Job.Cost(4, 200));
        units[0] = 2_000;
        world.worker(work, meter).work(job.id(), 1, Deadline.none());
        assertThat(world.table.segments(world.job(job.id())).get(1).at()).isEqualTo("1");
        assertThat(world.rests).hasSize(3);
    }

    @Test
    void later_jobs_have_larger_ids() {
        var first = world.start(work).id();
        world.pass(Duration.ofMillis(1));
        assertThat(world.start(work).id()).isGreaterThan(first);
        world.pass(Duration.ofDays(40_000));
        assertThat(world.start(work).id()).isGreaterThan(first);
    }

    private Job failing(Supplier<Segment> page) {
        var failing = new CountingWork(world.clock(), written) {
            @Override
            public Segment work(Job of, Segment segment, Deadline deadline) {
                return page.get();
            }
        };
        var job = world.start(failing);
        world.run(world.worker(failing));
        return world.job(job.id());
    }
}
