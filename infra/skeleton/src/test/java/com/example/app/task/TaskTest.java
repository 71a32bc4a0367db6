package com.example.app.task;

import com.example.app.task.Task.Command.*;
import com.example.app.task.Task.Event.*;
import io.daybook.testing.DeciderSpec;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final Task.Event ADDED = new TaskAdded("Write the report", "ada");

    private final DeciderSpec<Task.Command, Task.State, Task.Event> task = DeciderSpec.of(new Task());

    @Test
    void a_task_is_added_once() {
        task.given().when(new Add("Write the report", "ada")).then(ADDED);
        task.given(ADDED).when(new Add("Another one", "bob")).thenRejected(Task.ALREADY_ADDED);
    }

    @Test
    void an_open_task_can_be_assigned_to_somebody_else() {
        task.given(ADDED).when(new Assign("bob")).then(new TaskAssigned("bob"));
        task.given(ADDED).when(new Assign("ada")).thenNothing();
    }

    @Test
    void a_finished_task_stays_with_whom_it_was() {
        task.given(ADDED, new TaskFinished()).when(new Assign("bob")).thenRejected(Task.FINISHED);
    }

    @Test
    void to_finish_a_finished_task_changes_nothing() {
        task.given(ADDED).when(new Finish()).then(new TaskFinished());
        task.given(ADDED, new TaskFinished()).when(new Finish()).thenNothing();
    }
}
