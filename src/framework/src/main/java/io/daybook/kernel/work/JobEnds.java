package io.daybook.kernel.work;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.FailureListener.Failure;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.job.Doorbell;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Jobs;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ends jobs that cannot be done, reports them, and cleans up after jobs that are over. */
final class JobEnds {
    private final JobTable table;
    private final Doorbell doorbell;
    private final JobSettings settings;
    private final FailureListener failures;

    JobEnds(JobTable table, Doorbell doorbell, JobSettings settings, FailureListener failures) {
        this.table = table;
        this.doorbell = doorbell;
        this.settings = settings;
        this.failures = failures;
    }

    void fail(Job job, JobWork work, String why) {
        Jobs.end(table, job, Job.State.FAILED, why, settings.clock().instant()).ifPresent(ended -> {
            tellFailed(ended);
            if (tidy(ended, work)) {
                table.replace(ended, ended.tidied());
            }
        });
    }

    /**
     * Cleans up after a job that was cancelled, or that failed so long ago that the worker that ended it must have
     * died, perhaps before it reported the failure.
     */
    void tidyLater(Job job, JobWork work) {
        boolean isCancelled = job.state() == Job.State.CANCELLED;
        var silentSince = settings.clock().instant().minus(settings.silenceMax());
        if (!isCancelled && Objects.requireNonNull(job.finishedAt()).isAfter(silentSince)) {
            return;
        }
        if (tidy(job, work)) {
            if (!isCancelled) {
                tellFailed(job);
            }
            table.replace(job, job.tidied());
        }
    }

    /**
     * Cleans up. If that ends with a defect, what is left over stays, because trying again would not help.
     *
     * @return false if it has to be tried again
     */
    private boolean tidy(Job job, JobWork work) {
        try {
            work.abandoned(job);
        } catch (StoreException e) {
            tell(FailureListener.Kind.POSTPONED, job, e);
            doorbell.ring(job.id(), 0, settings.silenceMax());
            return false;
        } catch (RuntimeException e) {
            tell(FailureListener.Kind.DEFECT, job, e);
        }
        return true;
    }

    private void tellFailed(Job job) {
        tell(FailureListener.Kind.JOB_FAILED, job, String.valueOf(job.error()), null);
    }

    /** Reports a failure that does not end the job. */
    void tell(FailureListener.Kind kind, Job job, RuntimeException cause) {
        tell(kind, job, PoisonException.describe(cause), cause);
    }

    private void tell(FailureListener.Kind kind, Job job, String error, @Nullable RuntimeException cause) {
        var word = job.order().kind().word();
        failures.failed(new Failure(kind, word, null, 0, null, "job " + job.id() + ": " + error, cause));
    }
}
