package io.daybook.adapter.lambda.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.adapter.lambda.page.PageBuilder;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.RowReader.IndexQuery;
import io.daybook.kernel.tally.TallyProjector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /analytics/{name}?from=&to=}: sums by day, not paged. The parts of a row are merged here. */
public final class AnalyticsEndpoint implements Endpoint {
    /**
     * Rows that one answer may have, counting their parts: a year of seven rows a day. At 100 rows a round trip, more
     * would come close to API Gateway's limit (30 s) when the tables are slow.
     */
    static final int ROWS_MAX = 20_000;

    private static final String COLLECTION = "analytics";
    private static final int PATH_SEGMENTS = 2;

    private final Map<String, Tallies<?>> byName;
    private final ObjectMapper mapper;

    public AnalyticsEndpoint(List<Tallies<?>> tallies, ObjectMapper mapper) {
        this.byName = tallies.stream().collect(Collectors.toMap(Tallies::name, Function.identity()));
        this.mapper = mapper;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        if (path.size() != PATH_SEGMENTS || !path.getFirst().equals(COLLECTION)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byName.get(path.get(1)))
                .map(tallies -> new Route(
                        "GET",
                        "/" + COLLECTION + "/" + tallies.name(),
                        (request, correlation) -> answer(request, tallies)));
    }

    private HttpAnswer answer(HttpRequest request, Tallies<?> tallies) {
        var parameters = QueryParameters.of(request, List.of("from", "to"));
        var from = parameters.day("from").orElse(null);
        var to = parameters.day("to").orElse(null);
        if (from != null && to != null && to.compareTo(from) < 0) {
            parameters.refuse("to", "must not be before from");
        }
        parameters.check();
        var page = new PageBuilder(ROWS_MAX, mapper);
        for (var item : read(tallies, from, to)) {
            if (!page.add(item)) {
                throw tooMuch();
            }
        }
        return HttpAnswer.json(200, "found", page.page(null));
    }

    /** Sorted by day, and within a day by what distinguishes its rows. */
    private static <R> Collection<R> read(Tallies<R> tallies, @Nullable String from, @Nullable String to) {
        var merged = new TreeMap<String, R>();
        var table = tallies.served();
        int rows = 0;
        @Nullable String after = null;
        do {
            var found = table.find(new IndexQuery(
                    tallies.index(), TallyProjector.ANY_DAY, true, from, to, false, after, RowReader.PAGE_MAX));
            rows += found.hits().size();
            if (rows > ROWS_MAX) {
                throw tooMuch();
            }
            add(tallies, table, found.hits(), merged);
            after = found.next();
        } while (after != null);
        return merged.values();
    }

    private static <R> void add(
            Tallies<R> tallies, RowReader<R> table, List<RowReader.Hit> hits, Map<String, R> merged) {
        if (hits.isEmpty()) {
            return;
        }
        var found = table.readAll(hits.stream().map(RowReader.Hit::key).toList(), true);
        for (var hit : hits) {
            var row = found.get(hit.key());
            if (row != null && row.value() != null) {
                merged.merge(hit.sort(), row.value(), tallies.tally()::merge);
            }
        }
    }

    private static ProblemException tooMuch() {
        return new ProblemException(
                Problem.invalid("from", "must leave fewer days: these have more rows than one answer can hold"));
    }
}
