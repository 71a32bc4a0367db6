package io.daybook.runtime.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonSagaStateCodec;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.process.SagaConsumer;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.react.ReactorConsumer;
import io.daybook.kernel.registration.Newcomer;
import io.daybook.kernel.registration.RegisteredConsumer;
import io.daybook.kernel.registration.Registrations;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.send.CommandBus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the consumers that run sagas and reactors. */
record ProcessSide(Wiring wiring, ObjectMapper mapper, Stores stores) {
    Processes processes(List<Saga<?>> sagas, List<Reactor<?>> reactors, Processes.Ports ports) {
        var bus = wiring.commandBus();
        var ofSagas = new SagaConsumer.Ports(
                stores.events(),
                stores.sagas(),
                bus,
                wiring.commandCodec(),
                ports.parked(),
                ports.settings(),
                ports.failures());
        var plain = new Processes(
                sagas.stream()
                        .<SagaConsumer<?>>map(saga -> consumer(saga, ofSagas))
                        .toList(),
                reactors.stream()
                        .<ReactorConsumer<?>>map(reactor -> consumer(reactor, ports.cursors(), bus))
                        .toList());
        var registering = ports.registering();
        return registering == null ? plain : registered(plain, registrations(sagas, reactors, registering));
    }

    private static Registrations registrations(
            List<Saga<?>> sagas, List<Reactor<?>> reactors, Processes.Registering registering) {
        var newcomers = new ArrayList<Newcomer>();
        sagas.forEach(saga -> newcomers.add(new Newcomer(saga.name(), saga.fromBeginning())));
        reactors.forEach(reactor -> newcomers.add(new Newcomer(reactor.name(), reactor.fromBeginning())));
        return new Registrations(registering.table(), newcomers, registering.context());
    }

    private Processes registered(Processes plain, Registrations registrations) {
        var consumers = new ArrayList<StreamConsumer>();
        plain.sagas()
                .forEach(saga ->
                        consumers.add(new RegisteredConsumer(saga, saga::since, stores.events(), registrations)));
        plain.reactors()
                .forEach(reactor ->
                        consumers.add(new RegisteredConsumer(reactor, reactor::since, stores.events(), registrations)));
        return new Processes(plain.sagas(), plain.reactors(), consumers, registrations);
    }

    private <S> SagaConsumer<S> consumer(Saga<S> saga, SagaConsumer.Ports ports) {
        Map<String, EventCodec<?>> codecs = new HashMap<>();
        saga.follows().forEach(category -> codecs.put(category.name(), wiring.codec(category)));
        return new SagaConsumer<>(saga, new JacksonSagaStateCodec<>(saga, mapper), codecs, ports);
    }

    private <E> ReactorConsumer<E> consumer(Reactor<E> reactor, StreamCursors cursors, CommandBus bus) {
        return new ReactorConsumer<>(reactor, wiring.codec(reactor.follows()), stores.events(), cursors, bus);
    }
}
