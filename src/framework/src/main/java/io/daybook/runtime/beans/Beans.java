package io.daybook.runtime.beans;

import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.dynamodb.store.EventTableStream;
import io.daybook.adapter.dynamodb.store.StreamImages;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.adapter.lambda.http.JwtCallers;
import io.daybook.adapter.lambda.query.Patience;
import io.daybook.adapter.lambda.trigger.ImageReader;
import io.daybook.adapter.lambda.trigger.StreamEdge;
import io.daybook.adapter.lambda.trigger.SweepEdge;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.signal.Signals;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.StreamCache;
import io.daybook.kernel.sweep.SagaSweeper;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.StreamReader;
import io.daybook.runtime.job.AdminJobs;
import io.daybook.runtime.job.JobPorts;
import io.daybook.runtime.job.ReplayPorts;
import io.daybook.runtime.job.Working;
import io.daybook.runtime.signals.FailureLines;
import io.daybook.runtime.signals.Gauges;
import io.daybook.runtime.signals.InvocationLines;
import io.daybook.runtime.signals.Invocations;
import io.daybook.runtime.wiring.HttpSettings;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Operations;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Rehearsal;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The beans of the container. Daybook's ObjectMapper is not among them, because Quarkus reads Lambda's events with its
 * own.
 */
public final class Beans {
    @Produces
    @Singleton
    static HandlerSettings handlerSettings(
            DaybookConfig config, FailureLines failures, LimitWatch limits, Signals signals) {
        var handler = config.handler();
        return new HandlerSettings(
                handler.attemptsMax(),
                new StreamCache.Limit(handler.cachedStreamsMax(), config.cacheBytesMax()),
                handler.snapshotEveryEvents(),
                new Backoff(handler.backoffBase(), handler.backoffCap(), new SecureRandom(), Backoff.Sleeper.thread()),
                InstantSource.system(),
                Beans::newId,
                config.release(),
                failures,
                limits,
                signals);
    }

    @Produces
    @Singleton
    static Model model(Catalog catalog) {
        return Model.of(catalog);
    }

    @Produces
    @Singleton
    static Wiring wiring(Model model, Stores stores, HandlerSettings settings) {
        return new Wiring(model, stores, settings);
    }

    @Produces
    @Singleton
    static StreamReader streamReader(Wiring wiring) {
        return wiring.streamReader();
    }

    @Produces
    @Singleton
    static Processes processes(
            Wiring wiring,
            StreamCursors cursors,
            ParkedStreams parked,
            Catalog catalog,
            HandlerSettings settings,
            Invocations invocations,
            FailureLines failures,
            Processes.Registering registering,
            DaybookConfig config) {
        var sends = Executors.newFixedThreadPool(
                config.consumers().sendsAtOnceMax(), Thread.ofVirtual().factory());
        var howSagasRun = new SagaSettings(
                settings.clock(), settings.backoff(), settings.attemptsMax(), invocations.carrying(sends));
        return wiring.processes(
                catalog.sagas(),
                catalog.reactors(),
                new Processes.Ports(cursors, parked, howSagasRun, failures, registering));
    }

    /** Built at start, so that a wrong configuration fails there and not at the first request. */
    @Produces
    @Singleton
    @Startup
    static HttpEdge httpEdge(Wiring wiring, HttpSettings http) {
        return wiring.httpEdge(http);
    }

    @Produces
    @Singleton
    static HttpSettings httpSettings(DaybookConfig config, InvocationLines log, Instance<LocalDynamoDb> laptop) {
        return new HttpSettings(
                // No setting opens a deployed function to callers without an id: it has no laptop's classes.
                new JwtCallers(config.rolesClaim(), StoreBeans.isLaptop(laptop)),
                Beans::newId,
                log,
                new Patience(InstantSource.system(), Backoff.Sleeper.thread()));
    }

    /** For functions of the Lambda binding. */
    @Produces
    @Singleton
    static Edges edges(
            DynamoDbClient client,
            CapacityMeter capacity,
            InvocationLines log,
            FailureLines failures,
            Signals signals,
            Gauges gauges,
            Wiring wiring,
            HttpSettings http,
            ParkedStreams parked,
            OperatorTable operators,
            Processes processes,
            SagaTable sagas,
            JobPorts jobs,
            ReplayPorts replay,
            DaybookConfig config) {
        var clock = InstantSource.system();
        int atOnceMax = config.consumers().streamsAtOnceMax();
        var keeping = wiring.keeping();
        var projections = keeping.consumers();
        var instructions = new Instructions(operators, clock);
        var project = new Consumers(projections, parked, clock, atOnceMax, failures, signals, instructions);
        var react = new Consumers(processes.consumers(), parked, clock, atOnceMax, failures, signals, instructions);
        var all = Stream.concat(projections.stream(), processes.consumers().stream())
                .toList();
        var redriver = new Redriver(all, parked, clock, failures, signals, instructions);
        var images = new ImageReader(StreamImages::stream, StreamImages::version, StreamImages::commit);
        var stream = new EventTableStream(StoreBeans.streams(client, capacity));
        var sweeper = new SagaSweeper(processes.sagas(), sagas, clock, failures, signals, instructions);
        var working = new Working(all, parked, failures, instructions);
        var jobSide = wiring.jobSide(jobs, working, replay);
        var signs = replay.signs();
        var registrations = Objects.requireNonNull(processes.registrations());
        return new Edges(
                new StreamEdge(
                        "project",
                        (commits, deadline) -> {
                            if (commits.isEmpty()) {
                                return Map.of();
                            }
                            signs.leave("project");
                            var unfinished = project.deliver(commits, deadline);
                            keeping.beside().feed(commits);
                            return unfinished;
                        },
                        images,
                        log,
                        clock,
                        new StreamEdge.Findings(failures, failures)),
                new StreamEdge(
                        "react",
                        (commits, deadline) -> {
                            registrations.delivered(commits);
                            return react.deliver(commits, deadline);
                        },
                        images,
                        log,
                        clock,
                        StreamEdge.Findings.TOLD_ELSEWHERE),
                new SweepEdge(
                        new SweepEdge.Work(
                                deadline -> {
                                    signs.leave("sweep");
                                    return redriver.redriveDue(deadline);
                                },
                                sweeper::sweepDue,
                                (streams, deadline) -> {
                                    signs.leave("sweep");
                                    redriver.recover(streams, deadline);
                                },
                                gauges::measure,
                                () -> jobSide.sweep(registrations)),
                        failed -> stream.streamsOf(new EventTableStream.Range(
                                failed.streamArn(), failed.shardId(), failed.first(), failed.last())),
                        log,
                        clock),
                jobSide.edge(log, failures),
                wiring.adminEdge(
                        http,
                        new Operations(parked, redriver, processes, operators, instructions),
                        new AdminJobs(
                                jobSide.jobs(),
                                jobs.scan(),
                                new AdminJobs.Replay(replay.generations(), jobSide.rebuilds()))));
    }

    /**
     * Rehearses, so that a function is ready for its first request when init ends. A laptop has no cold starts and
     * skips it.
     */
    static void rehearse(
            @Observes StartupEvent event, Wiring wiring, DynamoDbClient client, Instance<LocalDynamoDb> laptop) {
        if (LaunchMode.current() == LaunchMode.NORMAL && !StoreBeans.isLaptop(laptop)) {
            // The container builds the client at its first use. This call sends nothing.
            client.serviceClientConfiguration();
            if (ImageMode.current().isNativeImage()) {
                // This takes some milliseconds there, and finds types that the image lacks.
                Rehearsal.play(wiring, Beans::newId);
            } else {
                Rehearsal.playInShort(wiring, Beans::newId);
            }
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
