package io.daybook.runtime.wiring;

import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.process.SagaConsumer;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.react.ReactorConsumer;
import io.daybook.kernel.registration.Registrations;
import io.daybook.kernel.registration.Registry;
import io.daybook.kernel.shared.SharedTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs sagas and reactors.
 *
 * @param consumers all of them, each taking events from when on it is registered
 * @param registrations null where they take all events that there ever were
 */
public record Processes(
        List<SagaConsumer<?>> sagas,
        List<ReactorConsumer<?>> reactors,
        List<StreamConsumer> consumers,
        @Nullable Registrations registrations) {
    public Processes {
        sagas = List.copyOf(sagas);
        reactors = List.copyOf(reactors);
        consumers = List.copyOf(consumers);
    }

    /** They take all events that there ever were. */
    public Processes(List<SagaConsumer<?>> sagas, List<ReactorConsumer<?>> reactors) {
        this(
                sagas,
                reactors,
                Stream.<StreamConsumer>concat(sagas.stream(), reactors.stream()).toList(),
                null);
    }

    /**
     * What they need besides commands and events.
     *
     * @param cursors how far each reactor is
     * @param registering null where they take all events that there ever were
     */
    public record Ports(
            StreamCursors cursors,
            ParkedStreams parked,
            SagaSettings settings,
            FailureListener failures,
            @Nullable Registering registering) {
        public Ports(StreamCursors cursors, ParkedStreams parked, SagaSettings settings, FailureListener failures) {
            this(cursors, parked, settings, failures, null);
        }
    }

    /** Where and how they are registered. */
    public record Registering(SharedTable<Registry> table, Registrations.Context context) {}
}
