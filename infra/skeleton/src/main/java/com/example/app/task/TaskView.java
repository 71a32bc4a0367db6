package com.example.app.task;

import com.example.app.task.Task.Event.*;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row for each task, listed by who is to do it. */
public final class TaskView implements Projection<Task.Event, TaskView.Row> {
    public record Row(String taskId, String title, String assignee, boolean finished, Instant addedAt, long version) {}

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public Category<?, ?, Task.Event> follows() {
        return Task.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<Task.Event> recorded) {
        if (recorded.event() instanceof TaskAdded(var title, var assignee)) {
            var at = recorded.metadata().at();
            return new Row(recorded.stream().id(), title, assignee, false, at, recorded.version());
        }
        Objects.requireNonNull(row, "a task begins with TaskAdded");
        return switch (recorded.event()) {
            case TaskAdded _ -> row;
            case TaskAssigned(var assignee) ->
                new Row(row.taskId(), row.title(), assignee, row.finished(), row.addedAt(), recorded.version());
            case TaskFinished() ->
                new Row(row.taskId(), row.title(), row.assignee(), true, row.addedAt(), recorded.version());
        };
    }

    @Override
    public List<Lookup<Row>> lookups() {
        return List.of(Lookup.by("assignee", Row::assignee).sortedByTime(Row::addedAt));
    }
}
