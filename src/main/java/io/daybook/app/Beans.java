package io.daybook.app;

import io.daybook.adapter.dynamodb.CapacityMeter;
import io.daybook.adapter.dynamodb.DynamoEventStore;
import io.daybook.adapter.dynamodb.DynamoSnapshots;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.json.Json;
import io.daybook.adapter.lambda.Cursors;
import io.daybook.adapter.lambda.HttpEdge;
import io.daybook.app.local.LocalDatabase;
import io.daybook.kernel.decide.HandlerSettings;
import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** What the container is asked for. Our own ObjectMapper is no bean: Quarkus reads Lambda's events with its own. */
public final class Beans {
    @Produces
    @Singleton
    static HandlerSettings handlerSettings(DaybookConfig config) {
        var handler = config.handler();
        return new HandlerSettings(
                handler.attemptsMax(),
                handler.cachedStreamsMax(),
                handler.snapshotEveryEvents(),
                new Backoff(handler.backoffBase(), handler.backoffCap(), new SecureRandom(), Backoff.Sleeper.thread()),
                InstantSource.system(),
                Beans::newId);
    }

    @Produces
    @Singleton
    static CapacityMeter capacityMeter() {
        return new CapacityMeter();
    }

    /** The one client of the application: of DynamoDB Local on a laptop, as configured on Lambda. */
    @Produces
    @ApplicationScoped
    static DynamoDbClient dynamoDb(
            DynamoDbClientBuilder builder, Instance<LocalDatabase> laptop, CapacityMeter capacity) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(capacity)
                .build());
        if (isLaptop(laptop)) {
            laptop.get().lead(builder);
        }
        return builder.build();
    }

    @Produces
    @Singleton
    static EventStore eventStore(DynamoDbClient client, DaybookConfig config, HandlerSettings settings) {
        return new DynamoEventStore(client, tables(config), settings.backoff());
    }

    @Produces
    @Singleton
    static Snapshots snapshots(DynamoDbClient client, DaybookConfig config) {
        return new DynamoSnapshots(client, tables(config), config.handler().snapshotsKept());
    }

    @Produces
    @Singleton
    static Wiring wiring(EventStore store, Snapshots snapshots, HandlerSettings settings) {
        return new Wiring(Catalog.AGGREGATES, store, snapshots, settings);
    }

    /** Built at start, so that a wrong configuration fails there and not at the first request. */
    @Produces
    @Singleton
    @Startup
    static HttpEdge httpEdge(Wiring wiring, DaybookConfig config, CapacityMeter capacity) {
        return wiring.httpEdge(
                new Cursors(config.cursorKey()), Beans::newId, new JsonLog(Json.mapper(Catalog.SCALARS), capacity));
    }

    /** A function is ready for its first request when init ends; a laptop has no cold starts and begins sooner. */
    static void rehearse(
            @Observes StartupEvent event, Wiring wiring, DynamoDbClient client, Instance<LocalDatabase> laptop) {
        if (LaunchMode.current() == LaunchMode.NORMAL && !isLaptop(laptop)) {
            // The container builds the client at the first call to it; this one sends nothing.
            client.serviceClientConfiguration();
            if (ImageMode.current().isNativeImage()) {
                // Takes some milliseconds there, and finds a type that the image does not know.
                Rehearsal.play(wiring, Beans::newId);
            } else {
                Rehearsal.playInShort(wiring, Beans::newId);
            }
        }
    }

    /** The laptop runtime is no part of a native image. */
    private static boolean isLaptop(Instance<LocalDatabase> laptop) {
        return laptop.isResolvable() && laptop.get().isEnabled();
    }

    private static Tables tables(DaybookConfig config) {
        var tables = config.tables();
        return new Tables(
                tables.events(), tables.snapshots(), tables.claims(), tables.projections(), tables.readPrefix());
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
