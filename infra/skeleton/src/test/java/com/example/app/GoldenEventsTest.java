package com.example.app;

import com.example.app.task.Task.Event.*;
import io.daybook.runtime.Catalog;
import io.daybook.testing.GoldenEventsContract;
import java.util.Map;

/** What was stored once is read for ever: each event and schema has a file under {@code src/test/resources/golden}. */
class GoldenEventsTest extends GoldenEventsContract {
    @Override
    protected Catalog catalog() {
        return new AppCatalog();
    }

    @Override
    protected Map<String, Object> examples() {
        return Map.of(
                "TaskAdded.1", new TaskAdded("Write the report", "ada"),
                "TaskAssigned.1", new TaskAssigned("bob"),
                "TaskFinished.1", new TaskFinished());
    }
}
