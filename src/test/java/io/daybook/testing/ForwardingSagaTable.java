package io.daybook.testing;

import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaRow;
import io.daybook.kernel.saga.SagaTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands every call on to another table; tests override what they want to see or disturb. */
public class ForwardingSagaTable implements SagaTable {
    private final SagaTable table;

    public ForwardingSagaTable(SagaTable table) {
        this.table = table;
    }

    /** Called before every call, with what it is about to do. */
    protected void before(String call) {}

    @Override
    public Optional<SagaRow> read(String saga, String id) {
        before("read row");
        return table.read(saga, id);
    }

    @Override
    public Optional<SagaRow> save(SagaRow row, List<HistoryStep> steps) {
        before("save row");
        return table.save(row, steps);
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        before("due rows");
        return table.due(now, limit);
    }

    @Override
    public List<HistoryStep> history(String saga, String id, long fromNumber, int limit) {
        before("read history");
        return table.history(saga, id, fromNumber, limit);
    }

    @Override
    public Page atStep(String saga, String step, @Nullable String after, int limit) {
        before("rows at step");
        return table.atStep(saga, step, after, limit);
    }
}
