package io.daybook.kernel.work;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.job.Doorbell;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.JobWork;
import java.util.Map;
import java.util.Optional;

/**
 * Works on jobs when the doorbell rings. Its work is saved page by page, on the condition that nobody else was faster,
 * so that the doorbell may ring twice and the worker may die at any moment.
 */
public final class Worker {
    private final JobTable table;
    private final Map<JobKind, JobWork> works;
    private final JobEnds ends;
    private final SegmentRun.Tools tools;

    /** @param works what this release can do; it leaves other jobs alone */
    public Worker(
            JobTable table,
            Map<JobKind, JobWork> works,
            Doorbell doorbell,
            CostMeter meter,
            JobSettings settings,
            FailureListener failures) {
        this.table = table;
        this.works = Map.copyOf(works);
        this.ends = new JobEnds(table, doorbell, settings, failures);
        this.tools = new SegmentRun.Tools(table, doorbell, meter, settings, ends);
    }

    /**
     * Works on a segment until it is done, its job is finished, or the deadline has passed. Then it rings again for
     * what is left.
     *
     * @throws StoreException if not even that was possible
     */
    public void work(String id, int number, Deadline deadline) {
        work(id, number, deadline, deadline);
    }

    /**
     * The same, but a page that was begun in time may take longer.
     *
     * @param pageDeadline when a page gives up what it has not done
     */
    public void work(String id, int number, Deadline deadline, Deadline pageDeadline) {
        var job = table.find(id).filter(Job::isOpen);
        if (job.isEmpty()) {
            return;
        }
        var order = job.get().order();
        var work = Optional.ofNullable(works.get(order.kind())).filter(known -> known.knows(order));
        if (work.isEmpty()) {
            return;
        }
        if (job.get().state().isFinished()) {
            ends.tidyLater(job.get(), work.get());
        } else {
            new SegmentRun(tools, work.get(), number, new SegmentRun.Time(deadline, pageDeadline)).begin(job.get());
        }
    }
}
