package io.daybook.adapter.lambda.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.http.Cursors;
import io.daybook.adapter.lambda.http.HttpAnswer;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.text.UserText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows that are looked up by something other than their key, in pages. */
public final class RowList {
    private static final int LIMIT_DEFAULT = 20;

    /** A partition key takes 2,048 bytes (DynamoDB, "Service quotas"); names of the index stand before the value. */
    private static final int VALUE_BYTES_MAX = 1_024;

    private final Cursors cursors;
    private final ObjectMapper mapper;

    public RowList(Cursors cursors, ObjectMapper mapper) {
        this.cursors = cursors;
        this.mapper = mapper;
    }

    <R> HttpAnswer answer(HttpRequest request, Rows<R> rows) {
        var lookups = rows.projection().lookups();
        var known = new ArrayList<>(List.of("limit", "cursor"));
        lookups.forEach(lookup -> known.add(lookup.parameter()));
        var parameters = QueryParameters.of(request, known);
        int limit = parameters.limit(LIMIT_DEFAULT);
        var lookup = chosen(parameters, lookups);
        var value = lookup.flatMap(one -> value(parameters, one));
        if (value.isEmpty()) {
            parameters.check();
            throw new IllegalStateException("a lookup without a value was not refused");
        }
        var list = "/" + rows.collection() + "?" + lookup.get().parameter() + "=" + value.get();
        var after = cursors.position(parameters, list, Cursors.PLACE).orElse(null);
        parameters.check();
        var page = new RowPage<>(limit, rows.json(), mapper);
        var next = new RowSearch<>(rows, lookup.get(), value.get()).fill(page, after, limit);
        return HttpAnswer.json(200, "found", page.answer(next, place -> cursors.sign(list, place)));
    }

    /** Refuses none and several. */
    private static Optional<Lookup> chosen(QueryParameters parameters, List<Lookup> lookups) {
        var given = lookups.stream()
                .filter(lookup -> parameters.text(lookup.parameter()).isPresent())
                .toList();
        if (given.size() == 1) {
            return Optional.of(given.getFirst());
        }
        var names = String.join(", ", lookups.stream().map(Lookup::parameter).toList());
        for (var lookup : given.isEmpty() ? lookups : given) {
            parameters.refuse(
                    lookup.parameter(),
                    lookups.size() == 1 ? "must be given" : "must be given alone: exactly one of " + names);
        }
        return Optional.empty();
    }

    private static Optional<String> value(QueryParameters parameters, Lookup lookup) {
        var text = parameters.text(lookup.parameter()).orElse("");
        try {
            var value = lookup.normalise().apply(text);
            boolean isTooShort =
                    lookup.match() == Lookup.Match.PREFIX && UserText.length(value) < IndexKey.BEGINNING_MIN;
            if (!isTooShort && !value.isEmpty() && value.getBytes(StandardCharsets.UTF_8).length <= VALUE_BYTES_MAX) {
                return Optional.of(value);
            }
            parameters.refuse(
                    lookup.parameter(),
                    isTooShort
                            ? "must be at least " + IndexKey.BEGINNING_MIN + " characters long"
                            : "must be 1.." + VALUE_BYTES_MAX + " bytes of UTF-8");
        } catch (IllegalArgumentException e) {
            parameters.refuse(lookup.parameter(), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
