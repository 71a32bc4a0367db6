package io.daybook.runtime.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.adapter.json.command.CommandReader;
import io.daybook.adapter.json.command.JsonCommandCodec;
import io.daybook.adapter.lambda.command.CommandEndpoint;
import io.daybook.adapter.lambda.command.CommandRoutes;
import io.daybook.adapter.lambda.history.StreamEndpoint;
import io.daybook.adapter.lambda.history.StreamEvents;
import io.daybook.adapter.lambda.history.StreamReplay;
import io.daybook.adapter.lambda.history.StreamVerify;
import io.daybook.adapter.lambda.history.StreamViews;
import io.daybook.adapter.lambda.http.Callers;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.adapter.lambda.http.OperatorsOnly;
import io.daybook.adapter.lambda.saga.SagaEndpoint;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.feed.BesideFeed;
import io.daybook.kernel.generation.ChosenGeneration;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.generation.Pictures;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.project.History;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.replay.Rebuildable;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.send.CommandBus;
import io.daybook.kernel.send.HandlerBus;
import io.daybook.kernel.verify.StreamVerifier;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.StreamReader;
import io.daybook.runtime.job.AdminJobs;
import io.daybook.runtime.job.JobPorts;
import io.daybook.runtime.job.JobSide;
import io.daybook.runtime.job.ReplayPorts;
import io.daybook.runtime.job.WorkSide;
import io.daybook.runtime.job.Working;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Builds everything from a model. It is plain Java, so that tests can build the same on other stores; {@link Beans} is
 * for the container.
 */
public final class Wiring {
    private final Model model;
    private final ObjectMapper mapper;
    private final Stores stores;
    private final HandlerSettings settings;
    private final ReadModels readModels;
    private final ReadSide readSide;
    private final Map<Category<?, ?, ?>, CommandHandler<?, ?, ?>> handlers = new ConcurrentHashMap<>();
    private final List<StreamConsumer> projections = new CopyOnWriteArrayList<>();

    public Wiring(Model model, Stores stores, HandlerSettings settings) {
        this(model, Json.mapper(model.scalars()), stores, settings);
    }

    private Wiring(Model model, ObjectMapper mapper, Stores stores, HandlerSettings settings) {
        this.model = model;
        this.mapper = mapper;
        this.stores = stores;
        this.settings = settings;
        this.readModels = new ReadModels(model, mapper);
        this.readSide = new ReadSide(readModels, stores);
    }

    Model model() {
        return model;
    }

    /** The same on other stores. The two share JSON readers that have been built. */
    public Wiring on(Stores otherStores, HandlerSettings otherSettings) {
        return new Wiring(model, mapper, otherStores, otherSettings);
    }

    /** Everything that is served over HTTP. Both functions know all paths. */
    public HttpEdge httpEdge(HttpSettings http) {
        var reader = new CommandReader(mapper);
        var commands = new ArrayList<CommandRoutes<?, ?, ?>>();
        for (var aggregate : model.aggregates()) {
            aggregate.collection().ifPresent(collection -> commands.add(routes(collection, aggregate, reader)));
        }
        var endpoints = new ArrayList<Endpoint>();
        endpoints.add(new CommandEndpoint(commands, http.ids()));
        endpoints.addAll(reads(http, stores.pictures()));
        return new HttpEdge(endpoints, http.callers(), mapper, http.ids(), http.log());
    }

    /** Everything that is read. */
    private List<Endpoint> reads(HttpSettings http, Pictures pictures) {
        var views = new ArrayList<StreamViews<?, ?>>();
        model.aggregates().forEach(aggregate -> views.add(views(aggregate)));
        var endpoints = new ArrayList<Endpoint>();
        endpoints.add(new StreamEndpoint(
                views,
                new StreamEvents(stores.events(), mapper),
                new StreamReplay(mapper),
                new StreamVerify(new StreamVerifier(stores.events()))));
        endpoints.addAll(readSide.endpoints(http, pictures));
        endpoints.add(new OperatorsOnly(new SagaEndpoint(model.sagas(), stores.sagas(), mapper)));
        return endpoints;
    }

    /** @return none if no projection has this generation */
    private List<Endpoint> readsOf(HttpSettings http, String generation) {
        if (generation.equals("served")) {
            return reads(http, stores.pictures());
        }
        var picture = stores.pictures().now();
        return ReadModels.editions(model).stream()
                        .anyMatch(edition -> picture.isThere(edition.projection(), generation))
                ? reads(http, new ChosenGeneration(stores.pictures(), generation))
                : List.of();
    }

    /** What long work is done here, without rebuilds. */
    public JobSide jobSide(JobPorts ports, Working working) {
        return new WorkSide(stores.events(), stores.readTables(), settings, ports, working).jobs();
    }

    /** What long work is done here. */
    public JobSide jobSide(JobPorts ports, Working working, ReplayPorts replay) {
        return new WorkSide(stores.events(), stores.readTables(), settings, ports, working).jobs(replay, rebuildable());
    }

    /** The routes of operators, without any public route. */
    public HttpEdge adminEdge(HttpSettings http, Operations operations, AdminJobs jobs) {
        var endpoints = new OperatorSide(model, mapper, stores, settings.clock())
                .endpoints(http.ids(), operations, jobs, generation -> readsOf(http, generation));
        return new HttpEdge(endpoints, Callers.operators(), mapper, http.ids(), http.log());
    }

    /**
     * What keeps read models and tallies.
     *
     * @param consumers of what is served
     * @param beside feeds what is not
     */
    public record Projections(List<StreamConsumer> consumers, BesideFeed beside) {
        public Projections {
            consumers = List.copyOf(consumers);
        }
    }

    /** What keeps the rows that are served, as {@link #keeping}. */
    public List<StreamConsumer> projections() {
        return keeping().consumers();
    }

    /** Made anew at each call, with caches of its own. */
    public Projections keeping() {
        var kept = keepingRows().kept();
        var built = new Projections(
                kept.stream().map(RowKeeping.Kept::served).toList(),
                new BesideFeed(kept.stream().map(RowKeeping.Kept::consumers).toList(), settings.clock()));
        projections.addAll(built.consumers());
        return built;
    }

    private RowKeeping keepingRows() {
        return new RowKeeping(
                readModels,
                stores,
                new RowKeeping.Writing(settings.backoff(), settings.cached().bytesMax()));
    }

    /** The editions of read models and tallies that a model has, the present ones before those that they replace. */
    public static List<Edition> editions(Model model) {
        return ReadModels.editions(model);
    }

    /** The projections and tallies of this release, by name, for whoever builds their rows anew. */
    public Map<String, Rebuildable> rebuildable() {
        return keepingRows().rebuildable();
    }

    /** Empties all caches, because the stores may have lost what was read from them. */
    public void forget() {
        handlers.values().forEach(CommandHandler::forget);
        projections.forEach(StreamConsumer::forget);
    }

    /** The consumers that run these sagas and reactors. */
    public Processes processes(List<Saga<?>> sagas, List<Reactor<?>> reactors, Processes.Ports ports) {
        return new ProcessSide(this, mapper, stores).processes(sagas, reactors, ports);
    }

    /** The command handler of one category. Within a process, HTTP and sagas share it, and so its cache. */
    @SuppressWarnings("unchecked") // A category's handler has its types.
    public <C, S, E> CommandHandler<C, S, E> handler(Aggregate<C, S, E, ?> aggregate) {
        return (CommandHandler<C, S, E>)
                handlers.computeIfAbsent(aggregate.category(), category -> newHandler(aggregate));
    }

    /** Sends commands of sagas and reactors to all handlers. */
    public CommandBus commandBus() {
        return new HandlerBus(model.aggregates().stream().map(this::handler).toList());
    }

    /** How the commands of sagas are stored. */
    public CommandCodec commandCodec() {
        return new JsonCommandCodec(
                model.aggregates().stream().map(Aggregate::category).toList(), new CommandReader(mapper));
    }

    private <C, S, E> CommandHandler<C, S, E> newHandler(Aggregate<C, S, E, ?> aggregate) {
        var category = aggregate.category();
        return new CommandHandler<>(
                category,
                aggregate.access(),
                codec(category),
                new JacksonStateCodec<>(category.stateType(), mapper),
                stores.events(),
                stores.snapshots(),
                settings);
    }

    /** For code of the application that reads recorded events. */
    public StreamReader streamReader() {
        return new StreamReader() {
            @Override
            public <E> List<Recorded<E>> readFirst(Category<?, ?, E> category, String id, int commitsMax) {
                var codec = codec(category);
                return stores.events().readForward(category.stream(id), 1, commitsMax).commits().stream()
                        .flatMap(commit -> codec.decode(commit).stream())
                        .toList();
            }
        };
    }

    /** How the events of one category are stored. */
    public <E> EventCodec<E> codec(Category<?, ?, E> category) {
        return new JacksonEventCodec<>(category.events(), mapper);
    }

    private <C, S, E> CommandRoutes<C, S, E> routes(
            String collection, Aggregate<C, S, E, ?> aggregate, CommandReader reader) {
        return new CommandRoutes<>(collection, aggregate.category(), handler(aggregate), reader);
    }

    private <C, S, E, R> StreamViews<E, R> views(Aggregate<C, S, E, R> aggregate) {
        var category = aggregate.category();
        var history = new History<>(aggregate.view(), codec(category), stores.events(), StreamViews.BOUNDS);
        return new StreamViews<>(category.name(), history, handler(aggregate)::shows);
    }
}
