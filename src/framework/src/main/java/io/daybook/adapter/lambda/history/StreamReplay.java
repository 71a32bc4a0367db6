package io.daybook.adapter.lambda.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.history.StreamAnswers.ReplayStep;
import io.daybook.adapter.lambda.http.Cursors;
import io.daybook.adapter.lambda.http.HttpAnswer;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.PageBuilder;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.event.StreamName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a stream's state came to be, step by step. */
public final class StreamReplay implements StreamEndpoint.View {
    private static final int LIMIT_DEFAULT = 100;

    private final Cursors cursors;
    private final ObjectMapper mapper;

    public StreamReplay(Cursors cursors, ObjectMapper mapper) {
        this.cursors = cursors;
        this.mapper = mapper;
    }

    /** Versions, both inclusive. */
    private record Range(long from, long to) {}

    @Override
    public HttpAnswer answer(HttpRequest request, StreamName stream, StreamViews<?, ?> views) {
        var parameters = QueryParameters.of(request, List.of("from", "to", "limit", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var range = range(parameters, stream);
        parameters.check();
        // One more than a page holds, so that it is known whether another page follows.
        var steps = views.history()
                .replay(stream, range.from(), range.to(), limit + 1)
                .orElseThrow(() -> StreamEndpoint.doesNotExist(stream));
        var page = new PageBuilder(limit, mapper);
        @Nullable String next = null;
        for (var step : steps) {
            if (!page.add(ReplayStep.of(step))) {
                next = cursors.sign(listOf(stream), step.version() + " " + range.to());
                break;
            }
        }
        return HttpAnswer.json(200, "found", page.page(next));
    }

    /** A cursor stands for the rest of its range; another end than it was made for is refused. */
    private Range range(QueryParameters parameters, StreamName stream) {
        long from = parameters.version("from").orElse(1);
        var to = parameters.version("to");
        var cursor = parameters.text("cursor");
        if (cursor.isEmpty()) {
            if (to.isPresent() && to.getAsLong() < from) {
                parameters.refuse("to", "must not be less than from");
            }
            return new Range(from, to.orElse(Long.MAX_VALUE));
        }
        var position = cursors.verify(listOf(stream), cursor.get()).map(text -> text.split(" ", 2));
        if (position.isEmpty() || (to.isPresent() && to.getAsLong() != Long.parseLong(position.get()[1]))) {
            parameters.refuse("cursor", "must be the next of a page of this very list");
            return new Range(from, from);
        }
        return new Range(Long.parseLong(position.get()[0]), Long.parseLong(position.get()[1]));
    }

    private static String listOf(StreamName stream) {
        return "replay of " + stream;
    }
}
