package io.daybook.models.counter;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.models.counter.Counter.Event;
import org.jspecify.annotations.Nullable;

/** One row for each counter, without any lookup. */
public final class CounterView implements Projection<Event, CounterView.Row> {
    /** @param version of the stream that the row reflects */
    public record Row(String counterId, String name, long count, long version) {}

    @Override
    public String name() {
        return "counters";
    }

    @Override
    public Category<?, ?, Event> follows() {
        return Counter.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<Event> recorded) {
        var id = recorded.stream().id();
        long version = recorded.version();
        if (recorded.event() instanceof Event.CounterStarted(var name, var count)) {
            return new Row(id, name, count, version);
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with CounterStarted");
        }
        return switch (recorded.event()) {
            case Event.CounterStarted _ -> row;
            case Event.CountAdded(var count) -> new Row(id, row.name(), count, version);
            case Event.CounterReset() -> new Row(id, row.name(), 0, version);
        };
    }
}
