package com.example.app;

import com.example.app.task.Task;
import com.example.app.task.TaskView;
import io.daybook.kernel.access.RowAccess;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import jakarta.inject.Singleton;
import java.util.List;

/** What exists in this application. Each line gets routes, codecs and handlers. */
@Singleton
public final class AppCatalog implements Catalog {
    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        // A worker changes the tasks that are assigned to it. All else is for operators.
        return List.of(new Aggregate<>("tasks", Task.CATEGORY, new TaskView())
                .withAccess((caller, command, id, state) -> caller.has("worker") && caller.is(state.assignee())));
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(new ReadModel<>("tasks", new TaskView())
                .withAccess(RowAccess.own("worker", TaskView.Row::assignee).listedBy("assignee")));
    }
}
