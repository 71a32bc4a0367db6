package io.daybook.kernel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.testtools.Race;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the table of jobs does, wherever it is kept. */
public abstract class JobTableContract {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    /** Jobs of one test are listed one after the other. */
    private final String prefix = "0-" + UUID.randomUUID() + "-";

    protected abstract JobTable table();

    @Test
    void a_job_that_was_never_created_is_not_there() {
        assertThat(table().find(prefix)).isEmpty();
    }

    @Test
    void a_job_is_found_equal_with_everything_in_it() {
        var order = new JobOrder(JobKind.REBUILD, "orders", "2", AT, true, true, List.of("a", "b"));
        var full = new Job(
                prefix + "1",
                order,
                "release-1",
                Job.State.DONE,
                new Job.Step(3, "flip", 4, AT),
                Map.of("commits", 7L),
                new Job.Cost(12.5, 100),
                Map.of("note", "é \uD83D\uDE00"),
                AT,
                AT.plusSeconds(5),
                Map.of("streams", 3L, "share", 0.5, "differences", List.of(Map.of("key", "k", "version", 2L))),
                "no \"way\"",
                true,
                7);
        assertThat(table().create(full)).isTrue();
        assertThat(table().find(full.id())).contains(full);
    }

    @Test
    void an_id_is_given_once() {
        var job = job("1");
        assertThat(table().create(job)).isTrue();
        assertThat(table().create(job.running())).isFalse();
        assertThat(table().find(job.id())).contains(job);
    }

    @Test
    void a_job_that_has_changed_is_not_replaced() {
        var job = job("1");
        table().create(job);
        var next = job.running();
        assertThat(table().replace(job, next)).isTrue();
        assertThat(table().replace(job, job.ended(Job.State.CANCELLED, AT, "late")))
                .isFalse();
        assertThat(table().find(job.id())).contains(next);
        assertThat(table().replace(job("never"), job("never").running())).isFalse();
    }

    @Test
    void of_several_who_replace_a_job_one_wins() {
        var job = job("1");
        table().create(job);
        var won = Race.of(8, runner -> table().replace(job, job.running()));
        assertThat(won).containsOnlyOnce(true);
    }

    @Test
    void the_list_shows_the_newest_first_page_by_page_finished_or_not() {
        var jobs = new ArrayList<Job>();
        for (int i = 1; i <= 5; i++) {
            var job = job(String.valueOf(i));
            table().create(job);
            jobs.addFirst(i % 2 == 0 ? finish(job) : job);
        }
        assertThat(mine(2)).isEqualTo(jobs);
        assertThat(mine(100)).isEqualTo(jobs);
        assertThatIllegalArgumentException().isThrownBy(() -> table().list(null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> table().list(null, JobTable.PAGE_MAX + 1));
    }

    @Test
    void a_job_is_unfinished_until_it_is_done_or_its_work_has_tidied_up() {
        var running = job("1");
        var cancelled = job("2");
        var done = job("3");
        List.of(running, cancelled, done).forEach(table()::create);
        var untidy = cancelled.ended(Job.State.CANCELLED, AT, "why");
        table().replace(cancelled, untidy);
        table().replace(done, done.done(AT, Job.Cost.NONE, Map.of()));
        assertThat(unfinished()).containsExactly(running, untidy);
        table().replace(untidy, untidy.tidied());
        assertThat(unfinished()).containsExactly(running);
    }

    @Test
    void of_many_unfinished_jobs_the_oldest_are_found_as_many_as_a_page_has() {
        var jobs = new ArrayList<Job>();
        for (int i = 0; i <= JobTable.PAGE_MAX; i++) {
            var job = job("%03d".formatted(i));
            table().create(job);
            jobs.add(job);
        }
        try {
            var found = table().unfinished();
            assertThat(found).hasSize(JobTable.PAGE_MAX).isSortedAccordingTo(Comparator.comparing(Job::id));
            assertThat(unfinished())
                    .isNotEmpty()
                    .isEqualTo(jobs.subList(0, unfinished().size()));
            assertThat(found).doesNotContain(jobs.getLast());
        } finally {
            // Others who look for unfinished jobs see no more of them either.
            jobs.forEach(this::finish);
        }
    }

    @Test
    void a_step_may_have_as_many_segments_as_a_job_can_have() {
        var wide = job("1").at(new Job.Step(2, "wide", Job.SEGMENTS_MAX, AT), Map.of(), Job.Cost.NONE, Map.of());
        var last = table().segments(wide).getLast();
        table().replace(last, last.held(AT));
        assertThat(table().segments(wide)).hasSize(Job.SEGMENTS_MAX).endsWith(last.held(AT));
    }

    @Test
    void a_segment_that_was_never_saved_is_at_its_beginning() {
        var job = job("1");
        assertThat(table().segments(job))
                .containsExactly(
                        Segment.begin(job.id(), 1, 0), Segment.begin(job.id(), 1, 1), Segment.begin(job.id(), 1, 2));
    }

    @Test
    void a_segment_is_found_equal_and_each_step_has_its_own() {
        var job = job("1");
        var first = table().segments(job).get(1);
        var next = first.held(AT)
                .at("place#1", 0.25, Map.of("commits", 3L), List.of(Map.of("stream", "test-1", "version", 3L)))
                .after(new Job.Cost(0.5, 2), AT.plusMillis(1), true);
        assertThat(table().replace(first, next)).isTrue();
        assertThat(table().segments(job))
                .containsExactly(Segment.begin(job.id(), 1, 0), next, Segment.begin(job.id(), 1, 2));
        var later = job.at(new Job.Step(2, "more", 1, AT), Map.of(), Job.Cost.NONE, Map.of());
        assertThat(table().segments(later)).containsExactly(Segment.begin(job.id(), 2, 0));
    }

    @Test
    void a_segment_that_has_changed_is_not_replaced() {
        var first = table().segments(job("1")).getFirst();
        var next = first.held(AT);
        var won = Race.of(8, runner -> table().replace(first, next));
        assertThat(won).containsOnlyOnce(true);
        assertThat(table().replace(first, next)).isFalse();
        assertThat(table().replace(next, next.left(AT, 0))).isTrue();
    }

    private Job job(String suffix) {
        return new Job(
                prefix + suffix,
                JobOrder.of(JobKind.VERIFY),
                "release-1",
                Job.State.WAITING,
                new Job.Step(1, "scan", 3, AT),
                Map.of(),
                Job.Cost.NONE,
                Map.of(),
                AT,
                null,
                null,
                null,
                false,
                1);
    }

    private Job finish(Job job) {
        var done = job.done(AT, Job.Cost.NONE, Map.of());
        table().replace(job, done);
        return done;
    }

    private List<Job> unfinished() {
        return table().unfinished().stream()
                .filter(job -> job.id().startsWith(prefix))
                .toList();
    }

    private List<Job> mine(int limit) {
        var found = new ArrayList<Job>();
        @Nullable String after = prefix + Character.toString(Character.MAX_CODE_POINT);
        while (after != null) {
            var page = table().list(after, limit);
            page.jobs().stream().filter(job -> job.id().startsWith(prefix)).forEach(found::add);
            after = page.jobs().isEmpty() || !page.jobs().getLast().id().startsWith(prefix) ? null : page.next();
        }
        return found;
    }
}
