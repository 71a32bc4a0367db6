package io.daybook.adapter.lambda.trigger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what would be logged, without how long it took. */
final class Logged implements BatchLog {
    final List<Batch> batches = new ArrayList<>();
    final List<Sweep> sweeps = new ArrayList<>();
    final List<Throwable> defects = new ArrayList<>();

    @Override
    public void finished(Batch batch) {
        batches.add(new Batch(
                batch.function(),
                batch.records(),
                batch.streams(),
                batch.unreadable(),
                batch.unfinished(),
                batch.why(),
                batch.correlationIds(),
                0));
    }

    @Override
    public void finished(Sweep sweep, @Nullable Throwable defect) {
        sweeps.add(new Sweep(sweep.redriven(), sweep.sagas(), sweep.recovered(), sweep.lost(), sweep.failed(), 0));
        if (defect != null) {
            defects.add(defect);
        }
    }
}
