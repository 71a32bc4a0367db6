package io.daybook.laptop;

import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.daybook.kernel.PublicApi;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.store.EventStore;
import io.daybook.laptop.authorizer.Authorizer;
import io.daybook.laptop.authorizer.Tokens;
import io.daybook.laptop.gateway.Gateway;
import io.daybook.laptop.gateway.LocalServer;
import io.daybook.laptop.gateway.OwnHosts;
import io.daybook.laptop.gateway.Routes;
import io.daybook.laptop.gateway.TokenPage;
import io.daybook.laptop.openapi.OpenApiPage;
import io.daybook.laptop.pump.FailureQueue;
import io.daybook.laptop.pump.Pump;
import io.daybook.laptop.pump.PumpSettings;
import io.daybook.laptop.pump.StreamMapping;
import io.daybook.laptop.pump.stream.DynamoTableStream;
import io.daybook.laptop.template.Template;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.beans.DaybookConfig;
import io.daybook.runtime.check.CatalogCheck;
import io.daybook.runtime.check.TemplateCheck;
import io.daybook.runtime.job.ReplayPorts;
import io.daybook.runtime.wiring.Wiring;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Runs Daybook on a laptop: DynamoDB Local, the tables of the template, the pump behind them, and the gateway. */
@PublicApi
@ApplicationScoped
public class LocalRuntime {
    private static final Logger LOG = Logger.getLogger(LocalRuntime.class);

    /** The checkpoint's file in the data directory. Without one, each start reads the stream from its oldest record. */
    private static final String CHECKPOINT = "daybook-pump.json";

    private final LocalRuntimeConfig config;
    private final DaybookConfig daybook;
    private final LocalDatabase database;
    private final LocalLambda lambda;
    private final DynamoDbClient client;
    private final EventStore events;
    private final Wiring wiring;
    private final Catalog catalog;
    private final LocalJobs jobs;
    private final ReplayPorts replay;
    private @Nullable Pump pump;
    private @Nullable DynamoDbStreamsClient streams;
    private @Nullable Gateway gateway;
    private @Nullable LocalServer server;

    LocalRuntime(
            LocalRuntimeConfig config,
            DaybookConfig daybook,
            LocalDatabase database,
            LocalLambda lambda,
            DynamoDbClient client,
            EventStore events,
            Wiring wiring,
            Catalog catalog,
            LocalJobs jobs,
            ReplayPorts replay) {
        this.config = config;
        this.daybook = daybook;
        this.database = database;
        this.lambda = lambda;
        this.client = client;
        this.events = events;
        this.wiring = wiring;
        this.catalog = catalog;
        this.jobs = jobs;
        this.replay = replay;
    }

    /** Runs before all other observers, because they may use the tables. */
    void start(@Observes @Priority(1) StartupEvent event) throws IOException {
        if (!config.enabled()) {
            return;
        }
        try {
            open();
        } catch (LocalRuntimeException e) {
            if (LaunchMode.current() != LaunchMode.NORMAL) {
                throw e;
            }
            // The message says everything. If it were thrown, a page of Quarkus' own frames would stand above it.
            LOG.error(e.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    private void open() throws IOException {
        if (LaunchMode.current() != LaunchMode.TEST) {
            FatalErrors.endThisProcess(!isDevMode());
        }
        CloudTemplate cloud = CloudTemplate.load();
        check(catalog, cloud);
        // The first requests to a new database are its slowest, and the application's client would give them up too
        // soon.
        try (DynamoDbClient patient = database.running().client()) {
            cloud.createTables(patient);
        }
        // While the book is empty, there is nothing to build.
        replay.generations().look();
        Optional<Importing> importing = config.importFile().map(Importing::new);
        importing.ifPresent(
                file -> file.once(events, database.running().process().pid()));
        Template template = new Template(cloud);
        pump = pump(template, importing, database.running().streamsClient());
        database.bell().connect(template.streamMappings().getFirst().table(), pump::ring);
        database.onDeath(wiring::forget);
        pump.start();
        jobs.start(template.workers(), lambda::invoke, daybook.jobs().segmentsAtOnceMax());
        gateway = gateway(template);
        OwnHosts hosts = OwnHosts.and(config.hosts().orElse(List.of()));
        server = isDevMode() ? kept(hosts, gateway) : LocalServer.open(config.httpPort(), hosts, gateway);
        if (config.httpPort() != 0 && config.httpPort() != httpPort()) {
            LOG.warn("Port " + config.httpPort() + " is taken: the gateway is on " + httpPort());
        }
        LOG.info("Daybook answers on http://localhost:" + httpPort() + " (DynamoDB Local on "
                + database.running().port() + ", data "
                + config.dataDirectory().map(path -> "in " + path).orElse("in memory") + ")");
    }

    /** What AWS would only tell the first client is said here, all of it at once. */
    static void check(Catalog catalog, CloudTemplate cloud) {
        List<String> defects = new ArrayList<>(TemplateCheck.defects(catalog, cloud.root()));
        defects.addAll(CatalogCheck.service(catalog));
        if (!defects.isEmpty()) {
            throw new LocalRuntimeException(
                    "The application and its template.yaml do not fit:\n- " + String.join("\n- ", defects));
        }
    }

    private Gateway gateway(Template template) {
        Tokens tokens = new Tokens(LocalRuntime::keyOfThisProcess, daybook.rolesClaim(), InstantSource.system());
        return new Gateway(
                new Authorizer(tokens, config.anonymous(), Set.of(TokenPage.PATH, OpenApiPage.PATH)),
                new Routes(template.routes()),
                new TokenPage(tokens, new OpenApiPage(catalog, lambda::invoke)));
    }

    /** A reload keeps it, so that tokens stay valid. */
    private static KeyPair keyOfThisProcess() {
        return (KeyPair) JvmWide.values().computeIfAbsent("token.key", absent -> Tokens.newKey());
    }

    private Pump pump(Template template, Optional<Importing> importing, DynamoDbStreamsClient streams) {
        this.streams = streams;
        List<String> tables = template.streamMappings().stream()
                .map(StreamMapping::table)
                .distinct()
                .toList();
        if (tables.size() != 1) {
            throw new LocalRuntimeException("On a laptop, functions read the stream of one table, not of " + tables);
        }
        return new Pump(
                DynamoTableStream.of(
                        tables.getFirst(),
                        client,
                        streams,
                        config.dataDirectory()
                                .map(directory -> directory.resolve(CHECKPOINT))
                                .orElse(null)),
                importing.map(file -> file.fed(template.streamMappings())).orElse(template.streamMappings()),
                template.sweepers(),
                importing.map(file -> file.timeless(lambda::invoke)).orElse(lambda::invoke),
                new FailureQueue(),
                PumpSettings.ofLaptop());
    }

    /** The port on which the gateway listens. */
    public int httpPort() {
        if (server == null) {
            throw new LocalRuntimeException("The local runtime does not run: daybook.local.enabled is false");
        }
        return server.port();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        long endNanos = System.nanoTime() + config.stopMax().toNanos();
        if (gateway != null && !gateway.close(config.stopMax())) {
            LOG.warn("Requests in flight were cut off after " + config.stopMax());
        }
        if (!jobs.stop(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())))) {
            LOG.warn("Segments of jobs were cut off after " + config.stopMax());
        }
        if (pump != null && !pump.stop(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())))) {
            LOG.warn("Functions behind the stream were cut off after " + config.stopMax());
        }
        if (streams != null) {
            signOff();
            streams.close();
        }
        if (server != null && !isDevMode()) {
            server.close();
        }
        database.stop();
    }

    /** So that the next start need not wait for this one. */
    private void signOff() {
        try {
            replay.signs().signOff();
        } catch (StoreException e) {
            LOG.warn("The signs of life of this start are left behind: " + e.getMessage());
        }
    }

    private static boolean isDevMode() {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT;
    }

    /** Puts this application behind the server that has been listening since the first start in this JVM. */
    @SuppressWarnings("unchecked")
    private LocalServer kept(OwnHosts hosts, Gateway gateway) throws IOException {
        Map<String, Object> values = JvmWide.values();
        AtomicReference<Request.Handler> handler = (AtomicReference<Request.Handler>)
                values.computeIfAbsent("server.handler", absent -> new AtomicReference<Request.Handler>());
        handler.set(gateway);
        if (values.get("server") instanceof Server listening) {
            return new LocalServer(listening);
        }
        LocalServer opened = LocalServer.open(config.httpPort(), hosts, new ReloadingHandler(handler));
        values.put("server", opened.jetty());
        return opened;
    }
}
