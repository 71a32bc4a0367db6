package io.daybook.runtime.beans;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.dynamodb.consume.DynamoOperatorTable;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.dynamodb.store.DynamoSnapshots;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.Snapshots;
import io.daybook.runtime.wiring.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The beans of storage: the client of DynamoDB, and the ports that use it. */
public final class StoreBeans {
    /** The application's only client: of DynamoDB Local on a laptop, and as configured on Lambda. */
    @Produces
    @ApplicationScoped
    static DynamoDbClient dynamoDb(
            DynamoDbClientBuilder builder, Instance<LocalDynamoDb> laptop, CapacityMeter capacity) {
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
    static Snapshots snapshots(DynamoDbClient client, DaybookConfig config, LimitWatch limits) {
        return new DynamoSnapshots(client, tables(config), config.handler().snapshotsKept(), limits);
    }

    @Produces
    @Singleton
    static ReadTables readTables(DynamoDbClient client, DaybookConfig config, HandlerSettings settings) {
        return new DynamoReadTables(client, tables(config), settings.backoff(), settings.limits());
    }

    @Produces
    @Singleton
    static ParkedStreams parkedStreams(DynamoDbClient client, DaybookConfig config, HandlerSettings settings) {
        return new DynamoParkedStreams(client, tables(config), settings.backoff());
    }

    @Produces
    @Singleton
    static OperatorTable operatorTable(DynamoDbClient client, DaybookConfig config, HandlerSettings settings) {
        return new DynamoOperatorTable(client, tables(config), settings.backoff());
    }

    @Produces
    @Singleton
    static SagaTable sagaTable(DynamoDbClient client, DaybookConfig config, HandlerSettings settings) {
        return new DynamoSagaTable(client, tables(config), settings.backoff(), settings.limits());
    }

    @Produces
    @Singleton
    static Stores stores(
            EventStore events, Snapshots snapshots, ReadTables readTables, SagaTable sagas, Generations generations) {
        return new Stores(events, snapshots, readTables, sagas, generations);
    }

    @Produces
    @Singleton
    static StreamCursors streamCursors(DynamoDbClient client, DaybookConfig config, HandlerSettings settings) {
        return new DynamoStreamCursors(client, tables(config), settings.backoff());
    }

    /** A client of the same database as the other one. */
    static DynamoDbStreamsClient streams(DynamoDbClient client, CapacityMeter capacity) {
        var same = client.serviceClientConfiguration();
        var builder = DynamoDbStreamsClient.builder()
                .region(same.region())
                .credentialsProvider(same.credentialsProvider())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> {
                    same.overrideConfiguration().apiCallTimeout().ifPresent(configuration::apiCallTimeout);
                    same.overrideConfiguration()
                            .apiCallAttemptTimeout()
                            .ifPresent(configuration::apiCallAttemptTimeout);
                    configuration.addExecutionInterceptor(capacity);
                });
        same.endpointOverride().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** The laptop runtime is not part of a native image. */
    static boolean isLaptop(Instance<LocalDynamoDb> laptop) {
        return laptop.isResolvable() && laptop.get().isEnabled();
    }

    static Tables tables(DaybookConfig config) {
        var tables = config.tables();
        return new Tables(
                tables.events(),
                tables.snapshots(),
                tables.claims(),
                tables.sagas(),
                tables.projections(),
                tables.readPrefix());
    }
}
