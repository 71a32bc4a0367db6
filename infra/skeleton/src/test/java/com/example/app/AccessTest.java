package com.example.app;

import com.example.app.task.Task;
import com.example.app.task.Task.Command.*;
import com.example.app.task.Task.Event.*;
import com.example.app.task.TaskView;
import io.daybook.kernel.access.Caller;
import io.daybook.testing.AccessSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may do what, besides operators, who may everything. */
class AccessTest {
    private static final Caller ADA = Caller.of("ada", "worker");
    private static final Caller BOB = Caller.of("bob", "worker");

    private final AccessSpec access = AccessSpec.of(new AppCatalog());

    @Test
    void workers_change_the_tasks_that_are_assigned_to_them() {
        var task = access.stream(Task.CATEGORY, "t1").given(new TaskAdded("Write the report", "ada"));
        task.by(ADA).permits(new Finish(), new Assign("bob")).hidesHistory();
        task.by(BOB).refuses(new Finish(), new Assign("bob"));
        access.stream(Task.CATEGORY, "t2").given().by(ADA).refuses(new Add("Rest", "ada"));
    }

    @Test
    void workers_see_and_list_the_tasks_that_are_assigned_to_them() {
        var row = new TaskView.Row("t1", "Write the report", "ada", false, Instant.EPOCH, 1);
        var rows = access.rows("tasks", TaskView.Row.class);
        rows.by(ADA).shows(row).lists("assignee", "ada").refusesList("assignee", "bob");
        rows.by(BOB).hides(row);
    }
}
