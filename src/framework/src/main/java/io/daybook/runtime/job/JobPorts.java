package io.daybook.runtime.job;

import io.daybook.kernel.job.Doorbell;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.work.CostMeter;
import io.daybook.kernel.work.JobSettings;
import java.time.Duration;

/**
 * What jobs need.
 *
 * @param atATimeMax how long a segment is worked on before another one may get its turn
 * @param scanSegments in how many parts the book is scanned
 */
public record JobPorts(
        JobTable table,
        EventScan scan,
        Doorbell doorbell,
        CostMeter meter,
        JobSettings settings,
        Duration atATimeMax,
        int scanSegments) {}
