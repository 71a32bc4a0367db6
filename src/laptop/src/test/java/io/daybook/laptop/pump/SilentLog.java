package io.daybook.laptop.pump;

import io.daybook.adapter.lambda.trigger.BatchLog;
import org.jspecify.annotations.Nullable;

/** Nobody reads the lines of thousands of invocations. */
final class SilentLog implements BatchLog {
    @Override
    public void finished(Batch batch) {}

    @Override
    public void finished(Sweep sweep, @Nullable Throwable defect) {}
}
