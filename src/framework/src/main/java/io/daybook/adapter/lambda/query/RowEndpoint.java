package io.daybook.adapter.lambda.query;

import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.IfNoneMatch;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.access.Caller;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /{collection}/{id}} and {@code GET /{collection}?lookup=}, for every read model. */
public final class RowEndpoint implements Endpoint {
    private static final String ID_EXPECTED = "must be 1.." + StreamName.ID_LENGTH_MAX
            + " characters of A-Z a-z 0-9 . _ ~ - and neither \".\" nor \"..\"";

    private final Map<String, Rows<?>> byCollection;
    private final RowList list;
    private final Patience patience;

    public RowEndpoint(List<Rows<?>> models, RowList list, Patience patience) {
        this.byCollection = models.stream().collect(Collectors.toMap(Rows::collection, Function.identity()));
        this.list = list;
        this.patience = patience;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        var rows = byCollection.get(path.getFirst());
        if (rows == null) {
            return Optional.empty();
        }
        var collection = "/" + rows.collection();
        return switch (path.size()) {
            case 1 ->
                rows.indexes().places().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Route("GET", collection, (request, correlation) -> list.answer(request, rows)));
            case 2 ->
                Optional.of(new Route("GET", collection + "/{id}", (request, correlation) -> answer(request, rows)));
            default -> Optional.empty();
        };
    }

    private <R> HttpAnswer answer(HttpRequest request, Rows<R> rows) {
        var id = request.path().get(1);
        var parameters = QueryParameters.of(request, List.of("atLeast"));
        long atLeast = parameters.version("atLeast").orElse(0);
        var seen = IfNoneMatch.of(request);
        var errors = new ArrayList<FieldError>();
        if (!StreamName.isId(id)) {
            errors.add(new FieldError("id", ID_EXPECTED));
        }
        errors.addAll(seen.errors());
        errors.addAll(parameters.errors());
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        var row = read(id, atLeast, new Shown<>(rows, request.caller()));
        var value = row == null ? null : row.value();
        if (row == null || value == null) {
            throw new ProblemException(Problem.notFound("There is nothing at this path yet, or no longer."));
        }
        var tag = "\"" + row.version() + "\"";
        var shown = rows.json().of(List.of(value)).getFirst();
        // The version does not cover fields that are joined to the row.
        boolean isKnown = seen.any() || (seen.includes(tag) && !shown.joins());
        var answer = isKnown ? HttpAnswer.notModified() : HttpAnswer.json(200, "found", shown.body());
        return answer.with("ETag", tag);
    }

    /** Reads a row, also if it is a tombstone. */
    private <R> @Nullable Row<R> read(String id, long atLeast, Shown<R> shown) {
        if (atLeast == 0) {
            return shown.read(id).orElse(null);
        }
        var row = patience.await(() -> shown.read(id).filter(found -> found.version() >= atLeast));
        return row.orElseThrow(() -> new ProblemException(Problem.readModelBehind(atLeast)));
    }

    /** The rows that a caller may see. Any other is not there: it is waited for, and not found. */
    private record Shown<R>(Rows<R> rows, Caller caller) {
        Optional<Row<R>> read(String id) {
            return rows.served().rows().read(id).filter(this::isShown);
        }

        /** Nobody can tell whose a tombstone is. Only who may see all rows may see that there was one. */
        private boolean isShown(Row<R> row) {
            var value = row.value();
            return value == null
                    ? rows.access().showsAll(caller)
                    : rows.access().shows(caller, value);
        }
    }
}
