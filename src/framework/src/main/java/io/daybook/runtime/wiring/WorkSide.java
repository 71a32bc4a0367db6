package io.daybook.runtime.wiring;

import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.Parking;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.replay.Rebuildable;
import io.daybook.kernel.replay.Reconcile;
import io.daybook.kernel.replay.Verify;
import io.daybook.kernel.verify.StreamVerifier;
import java.util.List;
import java.util.Map;

/** Builds what long work is done. */
record WorkSide(Stores stores, HandlerSettings settings, JobPorts ports, Wiring.Working working) {
    /** Without rebuilds. */
    JobSide jobs() {
        return new JobSide(
                ports, Map.of(JobKind.VERIFY, verify(), JobKind.RECONCILE, reconcile(working.consumers())), settings);
    }

    /** @param rebuildable projections and tallies, by name */
    JobSide jobs(ReplayPorts replay, Map<String, Rebuildable> rebuildable) {
        var side = new ReplaySide(replay, ports, rebuildable, stores, applying());
        var jobs = new JobSide(
                ports,
                Map.of(
                        JobKind.VERIFY,
                        verify(),
                        JobKind.RECONCILE,
                        side.reconcile(working.consumers(), this::reconcile),
                        JobKind.REBUILD,
                        side.rebuild(),
                        JobKind.REMOVE,
                        side.remove()),
                settings);
        return jobs.with(side.startingWith(jobs));
    }

    private JobWork verify() {
        return new Verify(ports.scan(), new StreamVerifier(stores.events()), ports.scanSegments());
    }

    private Reconcile reconcile(List<StreamConsumer> consumers) {
        return new Reconcile(ports.scan(), stores.events(), consumers, applying(), ports.scanSegments());
    }

    private Reconcile.Applying applying() {
        var parking = new Parking(working.parked(), settings.clock(), working.failures());
        return new Reconcile.Applying(working.instructions(), parking::park);
    }
}
