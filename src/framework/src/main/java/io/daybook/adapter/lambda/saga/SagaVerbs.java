package io.daybook.adapter.lambda.saga;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.JsonBody;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.operate.AuditTrail;
import io.daybook.kernel.process.Closing;
import io.daybook.kernel.process.SagaConsumer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code POST /admin/sagas/{saga}/{id}/retry} and {@code /close}. */
public final class SagaVerbs implements Endpoint {
    /** Half of what an HTTP API waits for an answer: 30 s (API Gateway, "Quotas for configuring HTTP APIs"). */
    private static final Duration WORK_MAX = Duration.ofSeconds(15);

    public static final CommandType<SagaAnswers.Because> BECAUSE = CommandType.of("because", SagaAnswers.Because.class);

    private final List<SagaConsumer<?>> sagas;
    private final SagaEndpoint instances;
    private final AuditTrail trail;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    /** @param instances shows what became of an instance */
    public SagaVerbs(
            List<SagaConsumer<?>> sagas,
            SagaEndpoint instances,
            AuditTrail trail,
            ObjectMapper mapper,
            InstantSource clock) {
        this.sagas = List.copyOf(sagas);
        this.instances = instances;
        this.trail = trail;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        if (path.size() != 5 || !path.subList(0, 2).equals(List.of("admin", "sagas"))) {
            return Optional.empty();
        }
        return switch (path.get(4)) {
            case "retry" ->
                Optional.of(
                        new Route("POST", "/admin/sagas/{saga}/{id}/retry", (request, correlation) -> retry(request)));
            case "close" ->
                Optional.of(
                        new Route("POST", "/admin/sagas/{saga}/{id}/close", (request, correlation) -> close(request)));
            default -> Optional.empty();
        };
    }

    private HttpAnswer retry(HttpRequest request) {
        var saga = saga(request);
        var id = request.path().get(3);
        var reason = reason(request);
        instances.instance(saga.name(), id);
        record(request, "retry", saga.name() + " " + id, reason);
        saga.sweep(id, clock.instant(), Deadline.at(clock.instant().plus(WORK_MAX), clock));
        return instances.shown(instances.instance(saga.name(), id), 1, "retried");
    }

    private HttpAnswer close(HttpRequest request) {
        var saga = saga(request);
        var id = request.path().get(3);
        var reason = reason(request);
        var instance = instances.instance(saga.name(), id);
        if (instance.trouble().stuck() == null) {
            throw new ProblemException(Problem.notStuck());
        }
        record(request, "close", saga.name() + " " + id, reason);
        return switch (saga.close(id, reason)) {
            case Closing.Closed(var closed) -> instances.shown(closed, 1, "closed");
            case Closing.NotStuck() -> throw new ProblemException(Problem.notStuck());
            case Closing.NotThere() -> throw new ProblemException(SagaEndpoint.noInstance(saga.name(), id));
            case Closing.Contended() -> throw new ProblemException(Problem.contended());
        };
    }

    private SagaConsumer<?> saga(HttpRequest request) {
        var name = request.path().get(2);
        return sagas.stream()
                .filter(saga -> saga.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no saga of this name.")));
    }

    private String reason(HttpRequest request) {
        var asked = JsonBody.read(request, BECAUSE, mapper);
        QueryParameters.of(request, List.of()).check();
        return asked.reason();
    }

    private void record(HttpRequest request, String action, String target, String reason) {
        var who = request.caller().id();
        if (who == null) {
            throw new ProblemException(Problem.operatorUnknown());
        }
        trail.record(who, action, target, reason);
    }
}
