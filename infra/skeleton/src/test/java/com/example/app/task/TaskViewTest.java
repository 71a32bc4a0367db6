package com.example.app.task;

import com.example.app.task.Task.Event.*;
import io.daybook.testing.ViewSpec;
import org.junit.jupiter.api.Test;

class TaskViewTest {
    private final ViewSpec<Task.Event, TaskView.Row> view = new ViewSpec<>(new TaskView(), "task-t1");

    @Test
    void a_row_shows_the_task_as_it_is_now_and_is_found_by_its_assignee() {
        view.given(new TaskAdded("Write the report", "ada"), new TaskAssigned("bob"), new TaskFinished())
                .then(new TaskView.Row("t1", "Write the report", "bob", true, ViewSpec.at(1), 3))
                .thenFoundBy("assignee", "bob")
                .thenSortedBy("assignee", "2026-11-23T08:00:01.000Z");
    }
}
