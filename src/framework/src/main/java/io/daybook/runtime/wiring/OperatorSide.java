package io.daybook.runtime.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.admin.AdminEndpoint;
import io.daybook.adapter.lambda.admin.AdminVerbs;
import io.daybook.adapter.lambda.admin.CommitsEndpoint;
import io.daybook.adapter.lambda.admin.JobEndpoint;
import io.daybook.adapter.lambda.admin.OperatorEndpoint;
import io.daybook.adapter.lambda.admin.RebuildEndpoint;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.replay.GenerationReads;
import io.daybook.adapter.lambda.saga.SagaEndpoint;
import io.daybook.adapter.lambda.saga.SagaVerbs;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.operate.AuditTrail;
import io.daybook.runtime.job.AdminJobs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Builds what operators reach over HTTP. */
record OperatorSide(Model model, ObjectMapper mapper, Stores stores, InstantSource clock) {
    /**
     * All routes below {@code /admin}.
     *
     * @param ids a new one at each call
     * @param reads what is read from a generation, by its id; none if no projection has it
     */
    List<Endpoint> endpoints(
            Supplier<String> ids, Operations operations, AdminJobs jobs, Function<String, List<Endpoint>> reads) {
        var known = known(operations.processes());
        var trail = new AuditTrail(operations.table(), clock, ids);
        var verbs = new AdminVerbs(trail, mapper, clock);
        var processes = operations.processes();
        var registrations = processes.registrations();
        var ports = new OperatorEndpoint.Ports(
                operations.table(),
                operations.parked(),
                operations.redriver(),
                operations.instructions(),
                registrations == null ? Map::of : registrations::all);
        var endpoints = new ArrayList<Endpoint>(List.of(
                new AdminEndpoint(
                        ReadModels.present(model),
                        stores.pictures(),
                        operations.parked(),
                        operations.redriver(),
                        verbs,
                        mapper,
                        clock),
                new OperatorEndpoint(known, ports, verbs, mapper, clock),
                new JobEndpoint(
                        jobs.jobs(),
                        known.stream().map(OperatorEndpoint.Known::name).collect(Collectors.toUnmodifiableSet()),
                        verbs,
                        mapper),
                new CommitsEndpoint(jobs.scan(), stores.events(), mapper),
                new SagaVerbs(
                        processes.sagas(),
                        new SagaEndpoint(model.sagas(), stores.sagas(), mapper),
                        trail,
                        mapper,
                        clock),
                new GenerationReads(reads)));
        var replay = jobs.replay();
        if (replay != null) {
            var editions = ReadModels.present(model).stream()
                    .collect(Collectors.toMap(Edition::projection, Function.identity()));
            endpoints.add(new RebuildEndpoint(editions, replay.generations(), replay.rebuilds(), verbs, clock));
        }
        return endpoints;
    }

    private List<OperatorEndpoint.Known> known(Processes processes) {
        var known = new ArrayList<OperatorEndpoint.Known>();
        model.readModels()
                .forEach(readModel -> known.add(
                        new OperatorEndpoint.Known(readModel.projection().name(), "projection")));
        model.tallies()
                .forEach(tally ->
                        known.add(new OperatorEndpoint.Known(tally.tally().name(), "projection")));
        processes.sagas().forEach(saga -> known.add(new OperatorEndpoint.Known(saga.name(), "saga")));
        processes.reactors().forEach(reactor -> known.add(new OperatorEndpoint.Known(reactor.name(), "reactor")));
        return known;
    }
}
