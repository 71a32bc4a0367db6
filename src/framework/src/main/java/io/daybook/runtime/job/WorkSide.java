package io.daybook.runtime.job;

import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.Parking;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.reconcile.Reconcile;
import io.daybook.kernel.reconcile.Verify;
import io.daybook.kernel.replay.RebuildPages;
import io.daybook.kernel.replay.Rebuildable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.verify.StreamVerifier;
import java.util.List;
import java.util.Map;

/**
 * Builds what long work is done.
 *
 * @param tables of the rows that rebuilds fill and remove
 */
public record WorkSide(
        EventStore events, ReadTables tables, HandlerSettings settings, JobPorts ports, Working working) {
    /** Without rebuilds. */
    public JobSide jobs() {
        return new JobSide(
                ports, Map.of(JobKind.VERIFY, verify(), JobKind.RECONCILE, reconcile(working.consumers())), settings);
    }

    /** @param rebuildable projections and tallies, by name */
    public JobSide jobs(ReplayPorts replay, Map<String, Rebuildable> rebuildable) {
        var pages = new RebuildPages(ports.scan(), events, applying(), replay.settings());
        var side = new ReplaySide(
                replay,
                ports.settings().clock(),
                rebuildable,
                pages,
                name -> working.instructions().paused().contains(name));
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
                        side.remove(tables)),
                settings);
        return jobs.with(side.startingWith(jobs));
    }

    private JobWork verify() {
        return new Verify(ports.scan(), new StreamVerifier(events), ports.scanSegments());
    }

    private Reconcile reconcile(List<StreamConsumer> consumers) {
        return new Reconcile(ports.scan(), events, consumers, applying(), ports.scanSegments());
    }

    private Reconcile.Applying applying() {
        var parking = new Parking(working.parked(), settings.clock(), working.failures());
        return new Reconcile.Applying(working.instructions(), parking::park);
    }
}
