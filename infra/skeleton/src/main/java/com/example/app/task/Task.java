package com.example.app.task;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import com.example.app.task.TaskCommand.*;
import com.example.app.task.TaskEvent.*;
import com.example.app.task.TaskRejection.*;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;

/** The rules of a task, as pure functions: no clock, no randomness, no I/O. */
public final class Task implements Decider<TaskCommand, Task.State, TaskEvent> {
    public static final Category<TaskCommand, State, TaskEvent> CATEGORY =
            new Category<>("task", new Task(), TaskCommand.TYPES, TaskEvent.TYPES, State.class, 1);

    /** What the rules need to know. */
    public record State(Status status, String assignee) {}

    public enum Status {
        ABSENT,
        OPEN,
        FINISHED
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, "");
    }

    @Override
    public Decision<TaskEvent> decide(TaskCommand command, State state) {
        return switch (command) {
            case Add(var title, var assignee) ->
                state.status() == Status.ABSENT
                        ? accept(new TaskAdded(title, assignee))
                        : reject(new TaskAlreadyAdded());
            case Assign(var assignee) -> assign(assignee, state);
            // What is so already is accepted, and nothing is written.
            case Finish() -> state.status() == Status.FINISHED ? accept() : accept(new TaskFinished());
        };
    }

    @Override
    public State evolve(State state, TaskEvent event) {
        return switch (event) {
            case TaskAdded added -> new State(Status.OPEN, added.assignee());
            case TaskAssigned assigned -> new State(state.status(), assigned.assignee());
            case TaskFinished() -> new State(Status.FINISHED, state.assignee());
        };
    }

    private static Decision<TaskEvent> assign(String assignee, State state) {
        if (state.status() == Status.FINISHED) {
            return reject(new TaskIsFinished());
        }
        return state.assignee().equals(assignee) ? accept() : accept(new TaskAssigned(assignee));
    }
}
