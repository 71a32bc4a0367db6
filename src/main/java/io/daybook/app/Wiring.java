package io.daybook.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.CommandReader;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.adapter.lambda.CommandEndpoint;
import io.daybook.adapter.lambda.CommandRoutes;
import io.daybook.adapter.lambda.Cursors;
import io.daybook.adapter.lambda.HttpEdge;
import io.daybook.adapter.lambda.InvocationLog;
import io.daybook.adapter.lambda.StreamEndpoint;
import io.daybook.adapter.lambda.StreamEvents;
import io.daybook.adapter.lambda.StreamReplay;
import io.daybook.adapter.lambda.StreamViews;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandHandler;
import io.daybook.kernel.decide.HandlerSettings;
import io.daybook.kernel.project.History;
import io.daybook.kernel.saga.CommandBus;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Builds everything that follows from a list of aggregates. Plain Java, so that tests build the same on other
 * stores; the container's part is in {@link Beans}.
 */
public final class Wiring {
    private final List<Aggregate<?, ?, ?, ?>> aggregates;
    private final ObjectMapper mapper;
    private final EventStore store;
    private final Snapshots snapshots;
    private final HandlerSettings settings;
    private final Map<Category<?, ?, ?>, CommandHandler<?, ?, ?>> handlers = new ConcurrentHashMap<>();

    public Wiring(
            List<Aggregate<?, ?, ?, ?>> aggregates, EventStore store, Snapshots snapshots, HandlerSettings settings) {
        this(List.copyOf(aggregates), Json.mapper(Catalog.SCALARS), store, snapshots, settings);
    }

    private Wiring(
            List<Aggregate<?, ?, ?, ?>> aggregates,
            ObjectMapper mapper,
            EventStore store,
            Snapshots snapshots,
            HandlerSettings settings) {
        this.aggregates = aggregates;
        this.mapper = mapper;
        this.store = store;
        this.snapshots = snapshots;
        this.settings = settings;
    }

    List<Aggregate<?, ?, ?, ?>> aggregates() {
        return aggregates;
    }

    /** The same on other stores; JSON readers that one of the two has built, the other need not build again. */
    Wiring on(EventStore otherStore, Snapshots otherSnapshots, HandlerSettings otherSettings) {
        return new Wiring(aggregates, mapper, otherStore, otherSnapshots, otherSettings);
    }

    /** Everything that is served over HTTP; both functions know all of its paths. */
    public HttpEdge httpEdge(Cursors cursors, Supplier<String> ids, InvocationLog log) {
        var reader = new CommandReader(mapper);
        var commands = new ArrayList<CommandRoutes<?, ?, ?>>();
        var views = new ArrayList<StreamViews<?, ?>>();
        for (var aggregate : aggregates) {
            aggregate.collection().ifPresent(collection -> commands.add(routes(collection, aggregate, reader)));
            views.add(views(aggregate));
        }
        var streams =
                new StreamEndpoint(views, new StreamEvents(store, cursors, mapper), new StreamReplay(cursors, mapper));
        return new HttpEdge(List.of(new CommandEndpoint(commands, ids), streams), mapper, ids, log);
    }

    /** The write path of one category: one for HTTP and sagas alike, so that they share its cache. */
    @SuppressWarnings("unchecked") // A category's handler has its types.
    public <C, S, E> CommandHandler<C, S, E> handler(Aggregate<C, S, E, ?> aggregate) {
        return (CommandHandler<C, S, E>)
                handlers.computeIfAbsent(aggregate.category(), category -> newHandler(aggregate.category()));
    }

    /** The way of sagas and reactors to all handlers. */
    public CommandBus commandBus() {
        var reader = new CommandReader(mapper);
        var doors = new ArrayList<CatalogCommandBus.Door<?, ?, ?>>();
        aggregates.forEach(aggregate -> doors.add(door(aggregate, reader)));
        return new CatalogCommandBus(doors);
    }

    private <C, S, E> CommandHandler<C, S, E> newHandler(Category<C, S, E> category) {
        return new CommandHandler<>(
                category,
                codec(category),
                new JacksonStateCodec<>(category.stateType(), mapper),
                store,
                snapshots,
                settings);
    }

    private <C, S, E> CatalogCommandBus.Door<C, S, E> door(Aggregate<C, S, E, ?> aggregate, CommandReader reader) {
        var category = aggregate.category();
        return new CatalogCommandBus.Door<>(category, handler(aggregate), codec(category), reader);
    }

    private <E> JacksonEventCodec<E> codec(Category<?, ?, E> category) {
        return new JacksonEventCodec<>(category.events(), mapper);
    }

    private <C, S, E> CommandRoutes<C, S, E> routes(
            String collection, Aggregate<C, S, E, ?> aggregate, CommandReader reader) {
        return new CommandRoutes<>(collection, aggregate.category(), handler(aggregate), reader);
    }

    private <E, R> StreamViews<E, R> views(Aggregate<?, ?, E, R> aggregate) {
        var category = aggregate.category();
        return new StreamViews<>(category.name(), new History<>(aggregate.view(), codec(category), store));
    }
}
