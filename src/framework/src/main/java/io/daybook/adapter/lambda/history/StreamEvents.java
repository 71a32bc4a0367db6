package io.daybook.adapter.lambda.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.history.StreamAnswers.StoredEvent;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.adapter.lambda.page.PageBuilder;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A stream's events as they are stored, in pages, from either end. */
public final class StreamEvents implements StreamEndpoint.View {
    private static final int LIMIT_DEFAULT = 100;
    private static final String FORWARD = "forward";
    private static final String BACKWARD = "backward";

    private final EventStore store;
    private final ObjectMapper mapper;

    public StreamEvents(EventStore store, ObjectMapper mapper) {
        this.store = store;
        this.mapper = mapper;
    }

    /** A cursor's position: the direction, where the first page began, and where the next one begins. */
    private static final Pattern POSITION =
            Pattern.compile("(forward|backward) ([1-9][0-9]{0,17}|end) ([1-9][0-9]{0,17})");

    /** Stands for the first page of a list that begins at the stream's end. */
    private static final String END = "end";

    /**
     * Where a page begins.
     *
     * @param from where the first page was asked to begin
     */
    private record Start(String direction, String from, long version) {
        String next(long rest) {
            return direction + " " + from + " " + rest;
        }
    }

    @Override
    public HttpAnswer answer(HttpRequest request, StreamName stream, StreamViews<?, ?> views) {
        var parameters = QueryParameters.of(request, List.of("from", "limit", "direction", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var start = start(parameters, stream);
        parameters.check();
        if (!views.shows(request, stream)) {
            throw StreamEndpoint.doesNotExist(stream);
        }
        var page = new PageBuilder(limit, mapper);
        var rest = start.direction().equals(FORWARD)
                ? fillForward(page, stream, start.version(), limit)
                : fillBackward(page, stream, start.version(), limit);
        if (page.isEmpty() && store.last(stream).isEmpty()) {
            throw StreamEndpoint.doesNotExist(stream);
        }
        var next = rest.isEmpty() ? null : Cursors.of(listOf(stream), start.next(rest.getAsLong()));
        return HttpAnswer.json(200, "found", page.page(next));
    }

    /** A cursor contains the direction and the beginning. Parameters that contradict it are refused. */
    private Start start(QueryParameters parameters, StreamName stream) {
        var direction = parameters.oneOf("direction", List.of(FORWARD, BACKWARD));
        var from = parameters.version("from");
        var position = Cursors.position(parameters, listOf(stream), POSITION).map(POSITION::matcher);
        if (position.isPresent() && position.get().matches()) {
            var start = new Start(
                    position.get().group(1),
                    position.get().group(2),
                    Long.parseLong(position.get().group(3)));
            boolean isAnother = !direction.orElse(start.direction()).equals(start.direction())
                    || (from.isPresent() && !start.from().equals(String.valueOf(from.getAsLong())));
            if (isAnother) {
                Cursors.refuse(parameters);
            }
            return start;
        }
        if (direction.orElse(FORWARD).equals(FORWARD)) {
            return new Start(FORWARD, String.valueOf(from.orElse(1)), from.orElse(1));
        }
        return new Start(
                BACKWARD, from.isPresent() ? String.valueOf(from.getAsLong()) : END, from.orElse(Long.MAX_VALUE));
    }

    /** @return the version of the first event that was left for the next page; empty if there is none */
    private OptionalLong fillForward(PageBuilder page, StreamName stream, long from, int limit) {
        long version = from;
        var read = store.readForward(stream, version, commitsMax(limit));
        while (true) {
            for (var commit : read.commits()) {
                for (version = Math.max(version, commit.firstVersion()); version <= commit.lastVersion(); version++) {
                    if (!page.add(StoredEvent.of(commit, version))) {
                        return OptionalLong.of(version);
                    }
                }
            }
            if (!read.hasMore() || read.commits().isEmpty()) {
                return OptionalLong.empty();
            }
            if (page.isFull()) {
                return OptionalLong.of(version);
            }
            read = store.readAfter(stream, version - 1, commitsMax(limit));
        }
    }

    private OptionalLong fillBackward(PageBuilder page, StreamName stream, long from, int limit) {
        long version = from;
        while (version > 0) {
            var read = store.readBackward(stream, version, commitsMax(limit));
            for (var commit : read.commits()) {
                for (version = Math.min(version, commit.lastVersion()); version >= commit.firstVersion(); version--) {
                    if (!page.add(StoredEvent.of(commit, version))) {
                        return OptionalLong.of(version);
                    }
                }
            }
            if (!read.hasMore() || read.commits().isEmpty()) {
                return OptionalLong.empty();
            }
            if (page.isFull() && version > 0) {
                return OptionalLong.of(version);
            }
        }
        return OptionalLong.empty();
    }

    /** One more than the page can need, which shows whether another page follows. */
    private static int commitsMax(int limit) {
        return Math.min(limit + 1, EventStore.PAGE_COMMITS_MAX);
    }

    private static String listOf(StreamName stream) {
        return "events of " + stream;
    }
}
