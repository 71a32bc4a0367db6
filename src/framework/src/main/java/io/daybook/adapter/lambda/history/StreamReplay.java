package io.daybook.adapter.lambda.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.history.StreamAnswers.ReplayStep;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.adapter.lambda.page.PageBuilder;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.History.Lookback;
import io.daybook.kernel.project.History.Replay;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a stream's state came to be, step by step. */
public final class StreamReplay implements StreamEndpoint.View {
    private static final int LIMIT_DEFAULT = 100;

    private final ObjectMapper mapper;

    public StreamReplay(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A cursor's position: the range that was asked for, and where in it the next page begins. */
    private static final Pattern POSITION =
            Pattern.compile("([1-9][0-9]{0,17}) ([1-9][0-9]{0,17}|end) ([1-9][0-9]{0,17})");

    /** Stands for a range that goes on to the stream's end. */
    private static final String END = "end";

    /**
     * Versions, both inclusive.
     *
     * @param first where the requested range begins
     * @param from where this page of it begins
     */
    private record Range(long first, OptionalLong to, long from) {
        String next(long rest) {
            return first + " " + (to.isPresent() ? String.valueOf(to.getAsLong()) : END) + " " + rest;
        }
    }

    @Override
    public HttpAnswer answer(HttpRequest request, StreamName stream, StreamViews<?, ?> views) {
        var parameters = QueryParameters.of(request, List.of("from", "to", "limit", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var range = range(parameters, stream);
        parameters.check();
        if (!views.shows(request, stream)) {
            throw StreamEndpoint.doesNotExist(stream);
        }
        return switch (views.history().replay(stream, range.from(), range.to().orElse(Long.MAX_VALUE), limit)) {
            case Lookback.Seen(var replay) -> answer(replay, new PageBuilder(limit, mapper), stream, range);
            case Lookback.Absent() -> throw StreamEndpoint.doesNotExist(stream);
            case Lookback.TooLong() -> throw StreamEndpoint.tooLong(StreamViews.BOUNDS);
        };
    }

    private static HttpAnswer answer(Replay<?> replay, PageBuilder page, StreamName stream, Range range) {
        for (var step : replay.steps()) {
            if (!page.add(ReplayStep.of(step))) {
                var next = Cursors.of(listOf(stream), range.next(step.version()));
                return HttpAnswer.json(200, "found", page.page(next));
            }
        }
        var next = replay.hasMore()
                ? Cursors.of(listOf(stream), range.next(replay.steps().getLast().version() + 1))
                : null;
        return HttpAnswer.json(200, "found", page.page(next));
    }

    /** A cursor contains its range. Parameters that contradict it are refused. */
    private Range range(QueryParameters parameters, StreamName stream) {
        var from = parameters.version("from");
        var to = parameters.version("to");
        var position = Cursors.position(parameters, listOf(stream), POSITION).map(POSITION::matcher);
        if (position.isPresent() && position.get().matches()) {
            var range = range(position.get());
            boolean isAnother =
                    from.orElse(range.first()) != range.first() || (to.isPresent() && !to.equals(range.to()));
            if (isAnother) {
                Cursors.refuse(parameters);
            }
            return range;
        }
        if (to.isPresent() && to.getAsLong() < from.orElse(1)) {
            parameters.refuse("to", "must not be less than from");
        }
        return new Range(from.orElse(1), to, from.orElse(1));
    }

    private static Range range(Matcher position) {
        return new Range(
                Long.parseLong(position.group(1)),
                position.group(2).equals(END)
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(position.group(2))),
                Long.parseLong(position.group(3)));
    }

    private static String listOf(StreamName stream) {
        return "replay of " + stream;
    }
}
