package io.daybook.runtime.beans;

import io.daybook.adapter.dynamodb.DynamoSharedTable;
import io.daybook.adapter.dynamodb.consume.RegistrationItems;
import io.daybook.adapter.dynamodb.generation.DynamoGenerationTable;
import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.registration.Registrations;
import io.daybook.kernel.registration.Since;
import io.daybook.kernel.replay.ReplaySettings;
import io.daybook.kernel.store.EventScan;
import io.daybook.runtime.job.JobPorts;
import io.daybook.runtime.job.ReplayPorts;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Wiring;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The beans of generations. */
public final class ReplayBeans {
    /** How long a build waits for streams that it cannot apply. Source: docs/operations.md. */
    private static final Duration PARKED_MAX = Duration.ofHours(1);

    /** One process writes, and has stopped when the next one starts. */
    private static final Duration SETTLE_ON_LAPTOP = Duration.ofSeconds(1);

    @Produces
    @Singleton
    static GenerationTable generationTable(DynamoDbClient client, DaybookConfig config, HandlerSettings handler) {
        return new DynamoGenerationTable(client, StoreBeans.tables(config), handler.backoff());
    }

    @Produces
    @Singleton
    static Generations generations(
            GenerationTable table,
            Model model,
            JobPorts jobs,
            HandlerSettings handler,
            Instance<LocalDynamoDb> laptop) {
        // Whatever ran on a laptop before has stopped, or was killed: it is another release.
        var release = StoreBeans.isLaptop(laptop)
                ? handler.release() + " started " + handler.clock().instant()
                : handler.release();
        var scan = jobs.scan();
        return new Generations(
                table,
                Wiring.editions(model),
                () -> isEmpty(scan),
                new Generations.Context(release, handler.clock(), handler.backoff()));
    }

    private static boolean isEmpty(EventScan scan) {
        var page = scan.ends(new EventScan.Part(0, 1), null, 1);
        while (page.commits() == 0 && page.next() != null) {
            page = scan.ends(new EventScan.Part(0, 1), page.next(), 1);
        }
        return page.commits() == 0;
    }

    /** Made at the start, because the time of the start says what was before. */
    @Produces
    @Singleton
    @Startup
    static Processes.Registering registering(
            DynamoDbClient client, DaybookConfig config, HandlerSettings handler, Instance<LocalDynamoDb> laptop) {
        var startedAt = handler.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        return new Processes.Registering(
                new DynamoSharedTable<>(client, StoreBeans.tables(config), new RegistrationItems(), handler.backoff()),
                new Registrations.Context(
                        StoreBeans.isLaptop(laptop) ? Since.started(startedAt) : Since.deployed(startedAt),
                        settle(config, laptop),
                        handler.clock(),
                        handler.backoff()));
    }

    @Produces
    @Singleton
    static Signs signs(Generations generations, GenerationTable table, HandlerSettings handler) {
        return new Signs(generations, table, handler.clock());
    }

    @Produces
    @Singleton
    static ReplayPorts replayPorts(
            Generations generations, Signs signs, DaybookConfig config, Instance<LocalDynamoDb> laptop) {
        var replay = config.replay();
        var settings = new ReplaySettings(
                settle(config, laptop), replay.keep(), PARKED_MAX, config.jobs().scanSegments(), replay.byItself());
        return new ReplayPorts(generations, signs, settings);
    }

    private static Duration settle(DaybookConfig config, Instance<LocalDynamoDb> laptop) {
        return StoreBeans.isLaptop(laptop) ? SETTLE_ON_LAPTOP : config.replay().settle();
    }
}
