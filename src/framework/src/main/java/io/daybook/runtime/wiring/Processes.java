package io.daybook.runtime.wiring;

import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.process.SagaConsumer;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.react.ReactorConsumer;
import java.util.List;
import java.util.stream.Stream;

/** Runs sagas and reactors. */
public record Processes(List<SagaConsumer<?>> sagas, List<ReactorConsumer<?>> reactors) {
    public Processes {
        sagas = List.copyOf(sagas);
        reactors = List.copyOf(reactors);
    }

    /**
     * What they need besides commands and events.
     *
     * @param cursors how far each reactor is
     */
    public record Ports(StreamCursors cursors, ParkedStreams parked, SagaSettings settings, FailureListener failures) {}

    /** All of them. */
    public List<StreamConsumer> consumers() {
        return Stream.<StreamConsumer>concat(sagas.stream(), reactors.stream()).toList();
    }
}
