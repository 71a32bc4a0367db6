package io.daybook.adapter.lambda.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.history.StreamAnswers.StoredEvent;
import io.daybook.adapter.lambda.http.Cursors;
import io.daybook.adapter.lambda.http.HttpAnswer;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.PageBuilder;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import java.util.List;
import java.util.OptionalLong;

/** A stream's events as they are stored, in pages, from either end. */
public final class StreamEvents implements StreamEndpoint.View {
    private static final int LIMIT_DEFAULT = 100;
    private static final String FORWARD = "forward";
    private static final String BACKWARD = "backward";

    private final EventStore store;
    private final Cursors cursors;
    private final ObjectMapper mapper;

    public StreamEvents(EventStore store, Cursors cursors, ObjectMapper mapper) {
        this.store = store;
        this.cursors = cursors;
        this.mapper = mapper;
    }

    /** Where a page begins. */
    private record Start(String direction, long version) {}

    @Override
    public HttpAnswer answer(HttpRequest request, StreamName stream, StreamViews<?, ?> views) {
        var parameters = QueryParameters.of(request, List.of("from", "limit", "direction", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var start = start(parameters, stream);
        parameters.check();
        var page = new PageBuilder(limit, mapper);
        var rest = start.direction().equals(FORWARD)
                ? fillForward(page, stream, start.version(), limit)
                : fillBackward(page, stream, start.version(), limit);
        if (page.isEmpty() && store.last(stream).isEmpty()) {
            throw StreamEndpoint.doesNotExist(stream);
        }
        var next = rest.isEmpty() ? null : cursors.sign(listOf(stream), start.direction() + " " + rest.getAsLong());
        return HttpAnswer.json(200, "found", page.page(next));
    }

    /** A cursor stands for both the direction and the place; a direction that contradicts it is refused. */
    private Start start(QueryParameters parameters, StreamName stream) {
        var direction = parameters.oneOf("direction", List.of(FORWARD, BACKWARD));
        var from = parameters.version("from");
        var cursor = parameters.text("cursor");
        if (cursor.isEmpty()) {
            boolean forward = direction.orElse(FORWARD).equals(FORWARD);
            return new Start(forward ? FORWARD : BACKWARD, from.orElse(forward ? 1 : Long.MAX_VALUE));
        }
        var position = cursors.verify(listOf(stream), cursor.get()).map(text -> text.split(" ", 2));
        if (position.isEmpty() || !direction.orElse(position.get()[0]).equals(position.get()[0])) {
            parameters.refuse("cursor", "must be the next of a page of this very list");
            return new Start(FORWARD, 1);
        }
        return new Start(position.get()[0], Long.parseLong(position.get()[1]));
    }

    /** @return the version of the first event that was left for the next page; empty where there is none */
    private OptionalLong fillForward(PageBuilder page, StreamName stream, long from, int limit) {
        long version = from;
        while (true) {
            var read = store.readForward(stream, version, commitsMax(limit));
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
        }
        return OptionalLong.empty();
    }

    /** One more than can be needed, so that it is known whether another page follows. */
    private static int commitsMax(int limit) {
        return Math.min(limit + 1, EventStore.PAGE_COMMITS_MAX);
    }

    private static String listOf(StreamName stream) {
        return "events of " + stream;
    }
}
