package io.daybook.runtime.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.saga.CommandBus;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.Reactor;
import io.daybook.kernel.saga.ReactorConsumer;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaConsumer;
import io.daybook.kernel.saga.SagaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs sagas and reactors. */
public final class Processes {
    private final List<SagaConsumer<?>> sagas;
    private final List<ReactorConsumer<?>> reactors;

    /**
     * What they need besides commands and events.
     *
     * @param cursors how far each reactor is
     */
    public record Ports(StreamCursors cursors, ParkedStreams parked, SagaSettings settings, FailureListener failures) {}

    private Processes(List<SagaConsumer<?>> sagas, List<ReactorConsumer<?>> reactors) {
        this.sagas = List.copyOf(sagas);
        this.reactors = List.copyOf(reactors);
    }

    public List<SagaConsumer<?>> sagas() {
        return sagas;
    }

    /** All of them. */
    public List<StreamConsumer> consumers() {
        return Stream.<StreamConsumer>concat(sagas.stream(), reactors.stream()).toList();
    }

    /** Builds them. */
    record Builder(Stores stores, CommandBus bus, CommandCodec commands, ObjectMapper mapper, Ports ports) {
        Processes build(List<Saga<?>> sagas, List<Reactor<?>> reactors) {
            return new Processes(
                    sagas.stream().<SagaConsumer<?>>map(this::consumer).toList(),
                    reactors.stream().<ReactorConsumer<?>>map(this::consumer).toList());
        }

        private <S> SagaConsumer<S> consumer(Saga<S> saga) {
            Map<String, EventCodec<?>> codecs = new HashMap<>();
            saga.follows().forEach(category -> codecs.put(category.name(), codec(category)));
            return new SagaConsumer<>(
                    saga,
                    JacksonStateCodec.ofSagas(saga.stateType(), mapper),
                    codecs,
                    new SagaConsumer.Ports(
                            stores.events(),
                            stores.sagas(),
                            bus,
                            commands,
                            ports.parked(),
                            ports.settings(),
                            ports.failures()));
        }

        private <E> ReactorConsumer<E> consumer(Reactor<E> reactor) {
            return new ReactorConsumer<>(reactor, codec(reactor.follows()), stores.events(), ports.cursors(), bus);
        }

        private <E> EventCodec<E> codec(Category<?, ?, E> category) {
            return new JacksonEventCodec<>(category.events(), mapper);
        }
    }
}
