package com.example.app.task;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import com.example.app.task.Task.Command.*;
import com.example.app.task.Task.Event.*;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import java.util.List;

/** A task and its rules, as pure functions: no clock, no randomness, no I/O. */
public final class Task implements Decider<Task.Command, Task.State, Task.Event> {
    public static final Category<Command, State, Event> CATEGORY = Category.of(
            "task",
            new Task(),
            List.of(
                    CommandType.creating("add", Add.class),
                    CommandType.of("assign", Assign.class),
                    CommandType.of("finish", Finish.class)),
            EventTypes.of(
                    EventType.of("TaskAdded", TaskAdded.class),
                    EventType.of("TaskAssigned", TaskAssigned.class),
                    EventType.of("TaskFinished", TaskFinished.class)));

    static final Rejection ALREADY_ADDED = Rejection.of("task-already-added", "There is a task with this id already.");
    static final Rejection FINISHED = Rejection.of("task-finished", "A finished task cannot be assigned to anybody.");

    /** What can be requested. */
    public sealed interface Command {
        record Add(String title, String assignee) implements Command {
            public Add {
                new Checks()
                        .length(title, "title", 1, 200)
                        .length(assignee, "assignee", 1, 100)
                        .done();
            }
        }

        record Assign(String assignee) implements Command {
            public Assign {
                new Checks().length(assignee, "assignee", 1, 100).done();
            }
        }

        record Finish() implements Command {}
    }

    /** What has happened. A storage format: add a type, or raise the schema and add an upcaster; never edit one. */
    public sealed interface Event {
        record TaskAdded(String title, String assignee) implements Event {}

        record TaskAssigned(String assignee) implements Event {}

        record TaskFinished() implements Event {}
    }

    /** What the rules need to know. */
    public record State(boolean added, boolean finished, String assignee) {}

    @Override
    public State initial() {
        return new State(false, false, "");
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case TaskAdded added -> new State(true, false, added.assignee());
            case TaskAssigned assigned -> new State(true, state.finished(), assigned.assignee());
            case TaskFinished() -> new State(true, true, state.assignee());
        };
    }

    @Override
    public Decision<Event> decide(Command command, State state) {
        return switch (command) {
            case Add _ when state.added() -> reject(ALREADY_ADDED);
            case Add(var title, var assignee) -> accept(new TaskAdded(title, assignee));
            case Assign _ when state.finished() -> reject(FINISHED);
            case Assign(var assignee) when state.assignee().equals(assignee) -> accept(); // nothing to change
            case Assign(var assignee) -> accept(new TaskAssigned(assignee));
            case Finish() -> state.finished() ? accept() : accept(new TaskFinished());
        };
    }
}
