package com.example.app.task;

import io.daybook.kernel.event.EventType;
import io.daybook.kernel.event.EventTypes;

/** What happened to one task. A storage format: add a type, or raise the schema and add an upcaster; never edit one. */
public sealed interface TaskEvent {
    EventTypes<TaskEvent> TYPES = EventTypes.of(
            new EventType<>("TaskAdded", 1, TaskAdded.class),
            new EventType<>("TaskAssigned", 1, TaskAssigned.class),
            new EventType<>("TaskFinished", 1, TaskFinished.class));

    record TaskAdded(String title, String assignee) implements TaskEvent {}

    record TaskAssigned(String assignee) implements TaskEvent {}

    record TaskFinished() implements TaskEvent {}
}
