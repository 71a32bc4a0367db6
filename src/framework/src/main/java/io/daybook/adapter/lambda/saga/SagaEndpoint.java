package io.daybook.adapter.lambda.saga;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.IfNoneMatch;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.adapter.lambda.page.Page;
import io.daybook.adapter.lambda.page.PageBuilder;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code GET /sagas/{saga}/{id}}: an instance with its history; and {@code GET /sagas/{saga}?step=}. */
public final class SagaEndpoint implements Endpoint {
    /**
     * Steps of history in one answer. A saga that sends 1,000 commands has about 3,000; reading them takes a second or
     * two of the 29 that API Gateway waits.
     */
    private static final int HISTORY_STEPS_MAX = 5_000;

    private static final String COLLECTION = "sagas";
    private static final String ID_EXPECTED = "must be 1.." + StreamName.ID_LENGTH_MAX
            + " characters of A-Z a-z 0-9 . _ ~ - and neither \".\" nor \"..\"";

    private final Set<String> sagas;
    private final SagaTable table;
    private final SagaList list;
    private final ObjectMapper mapper;

    /** @param sagas their names */
    public SagaEndpoint(Set<String> sagas, SagaTable table, ObjectMapper mapper) {
        this.sagas = Set.copyOf(sagas);
        this.table = table;
        this.list = new SagaList(table, mapper);
        this.mapper = mapper;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        if (path.size() < 2 || !path.get(0).equals(COLLECTION) || !sagas.contains(path.get(1))) {
            return Optional.empty();
        }
        return switch (path.size()) {
            case 2 ->
                Optional.of(new Route(
                        "GET",
                        "/" + COLLECTION + "/{saga}",
                        (request, correlation) ->
                                list.answer(request, request.path().get(1))));
            case 3 ->
                Optional.of(
                        new Route("GET", "/" + COLLECTION + "/{saga}/{id}", (request, correlation) -> one(request)));
            default -> Optional.empty();
        };
    }

    private HttpAnswer one(HttpRequest request) {
        var saga = request.path().get(1);
        var id = request.path().get(2);
        var parameters = QueryParameters.of(request, List.of("cursor"));
        var seen = IfNoneMatch.of(request);
        var errors = new ArrayList<FieldError>();
        if (!StreamName.isId(id)) {
            errors.add(new FieldError("id", ID_EXPECTED));
        }
        errors.addAll(seen.errors());
        long from = Cursors.position(parameters, historyOf(saga, id), Cursors.NUMBER)
                .map(Long::parseLong)
                .orElse(1L);
        errors.addAll(parameters.errors());
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        var instance = instance(saga, id);
        var tag = "\"" + instance.revision() + "\"";
        var answer = seen.includes(tag)
                ? HttpAnswer.notModified()
                : HttpAnswer.json(200, "found", SagaAnswers.SagaAnswer.of(instance, history(instance, from)));
        return answer.with("ETag", tag);
    }

    /** @throws ProblemException if there is none */
    SagaInstance instance(String saga, String id) {
        return (StreamName.isId(id) ? table.read(saga, id) : Optional.<SagaInstance>empty())
                .orElseThrow(() -> new ProblemException(noInstance(saga, id)));
    }

    static Problem noInstance(String saga, String id) {
        return Problem.notFound("The saga " + saga + " has no instance " + id + ".");
    }

    /** @param from the number of the first step of the history to show */
    HttpAnswer shown(SagaInstance instance, long from, String outcome) {
        return HttpAnswer.json(200, outcome, SagaAnswers.SagaAnswer.of(instance, history(instance, from)))
                .with("ETag", "\"" + instance.revision() + "\"");
    }

    private Page history(SagaInstance instance, long from) {
        var page = new PageBuilder(HISTORY_STEPS_MAX, mapper);
        var rest = fill(page, instance, from);
        var next = rest.isEmpty()
                ? null
                : Cursors.of(historyOf(instance.saga(), instance.id()), String.valueOf(rest.getAsLong()));
        return page.page(next);
    }

    /** @return the number of the first step that was left for the next page; empty if there is none */
    private OptionalLong fill(PageBuilder page, SagaInstance instance, long from) {
        long number = from;
        // What was saved after the row was read belongs to the next answer.
        while (number <= instance.work().steps()) {
            int limit =
                    (int) Math.min(SagaTable.HISTORY_PAGE_MAX, instance.work().steps() - number + 1);
            var steps = table.history(instance.saga(), instance.id(), number, limit);
            if (steps.isEmpty()) {
                break;
            }
            for (var step : steps) {
                if (!page.add(SagaAnswers.SagaHistoryStep.of(step))) {
                    return OptionalLong.of(step.number());
                }
                number = step.number() + 1;
            }
        }
        return OptionalLong.empty();
    }

    private static String historyOf(String saga, String id) {
        return "/" + COLLECTION + "/" + saga + "/" + id;
    }
}
