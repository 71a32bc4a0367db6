package io.daybook.laptop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.kernel.store.EventStore;
import io.daybook.laptop.pump.Functions;
import io.daybook.laptop.pump.StreamMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** What a laptop does otherwise while it is told to import an export. */
record Importing(Path file) {
    private static final Logger LOG = Logger.getLogger(Importing.class);

    /** The name of the function that runs sagas and reactors. */
    private static final String REACT = "react";

    /** Where a process remembers what it has imported. */
    private static final String IMPORTED = "imported";

    /**
     * Puts the file into the event table. A live reload finds the same database and does nothing.
     *
     * @param databasePid of the database's process
     */
    void once(EventStore events, long databasePid) {
        Map<String, Object> values = JvmWide.values();
        String imported = file.toAbsolutePath() + " " + file.toFile().lastModified() + " in " + databasePid;
        if (imported.equals(values.get(IMPORTED))) {
            return;
        }
        EventImport.Counts counts = new EventImport(events).run(file);
        values.put(IMPORTED, imported);
        LOG.info("Imported " + counts.written() + " commits from " + file + "; " + counts.there()
                + " were there already. Sagas and reactors stand still while daybook.local.import is set");
    }

    /** Sagas and reactors would act on what was imported, as if it had happened just now. */
    List<StreamMapping> fed(List<StreamMapping> mappings) {
        return mappings.stream()
                .filter(mapping -> !mapping.function().equals(REACT))
                .toList();
    }

    /** Tells no function when a record was written: what was imported would seem to come from a wrong clock. */
    Functions timeless(Functions functions) {
        return (function, event) -> {
            JsonNode timeless = event.deepCopy();
            for (JsonNode written : timeless.path("Records").findValues("dynamodb")) {
                ((ObjectNode) written).remove("ApproximateCreationDateTime");
            }
            return functions.invoke(function, timeless);
        };
    }
}
