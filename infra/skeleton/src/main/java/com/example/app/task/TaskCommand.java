package com.example.app.task;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import java.util.List;

/** What can be asked of one task. */
public sealed interface TaskCommand {
    List<CommandType<? extends TaskCommand>> TYPES = List.of(
            CommandType.creating("add", Add.class),
            CommandType.of("assign", Assign.class),
            CommandType.of("finish", Finish.class));

    record Add(String title, String assignee) implements TaskCommand {
        public Add {
            new Checks()
                    .length(title, "title", 1, 200)
                    .length(assignee, "assignee", 1, 100)
                    .done();
        }
    }

    record Assign(String assignee) implements TaskCommand {
        public Assign {
            new Checks().length(assignee, "assignee", 1, 100).done();
        }
    }

    record Finish() implements TaskCommand {}
}
