package io.daybook.runtime.job;

import io.daybook.adapter.lambda.trigger.BatchLog;
import io.daybook.adapter.lambda.trigger.WorkEdge;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Jobs;
import io.daybook.kernel.registration.Registrations;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.work.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds what starts jobs and what does them. */
public final class JobSide {
    private final JobPorts ports;
    private final Map<JobKind, JobWork> works;
    private final Jobs jobs;
    private final @Nullable Rebuilds rebuilds;

    /** @param works what this release can do */
    public JobSide(JobPorts ports, Map<JobKind, JobWork> works, HandlerSettings handler) {
        this.ports = ports;
        this.works = Map.copyOf(works);
        this.jobs = new Jobs(
                ports.table(),
                works,
                ports.doorbell(),
                ports.settings().clock(),
                handler.eventIds(),
                handler.release());
        this.rebuilds = null;
    }

    private JobSide(JobPorts ports, Map<JobKind, JobWork> works, Jobs jobs, Rebuilds rebuilds) {
        this.ports = ports;
        this.works = works;
        this.jobs = jobs;
        this.rebuilds = rebuilds;
    }

    /** The same, with what begins rebuilds. */
    JobSide with(Rebuilds beginning) {
        return new JobSide(ports, works, jobs, beginning);
    }

    /** @throws IllegalStateException where read models have one generation for ever */
    public Rebuilds rebuilds() {
        if (rebuilds == null) {
            throw new IllegalStateException("read models have one generation here");
        }
        return rebuilds;
    }

    public Jobs jobs() {
        return jobs;
    }

    /** Begins what is due, and rings for what has been silent. */
    public void sweep() {
        if (rebuilds != null) {
            rebuilds.sweep();
        }
        jobs.ringSilent(ports.settings().silenceMax());
    }

    /** Begins also to reconcile sagas and reactors that are new. */
    public void sweep(Registrations registrations) {
        registrations.sweep(
                names -> jobs.start(new JobOrder(JobKind.RECONCILE, null, null, null, false, false, names)));
        sweep();
    }

    public WorkEdge edge(BatchLog log, FailureListener failures) {
        var worker = new Worker(ports.table(), works, ports.doorbell(), ports.meter(), ports.settings(), failures);
        return new WorkEdge(
                worker, jobs, ports.atATimeMax(), log, ports.settings().clock());
    }
}
