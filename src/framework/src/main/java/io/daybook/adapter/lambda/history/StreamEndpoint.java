package io.daybook.adapter.lambda.history;

import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code GET /streams/{stream}/events}, {@code /state}, {@code /replay} and {@code /verify}, for the streams of every category. */
public final class StreamEndpoint implements Endpoint {
    private static final String COLLECTION = "streams";
    private static final int PATH_SEGMENTS = 3;

    private final Map<String, StreamViews<?, ?>> byCategory;
    private final Map<String, View> views;

    /** One thing that can be asked of a stream. */
    @FunctionalInterface
    interface View {
        HttpAnswer answer(HttpRequest request, StreamName stream, StreamViews<?, ?> views);
    }

    public StreamEndpoint(
            List<StreamViews<?, ?>> categories, StreamEvents events, StreamReplay replay, StreamVerify verify) {
        this.byCategory = categories.stream().collect(Collectors.toMap(StreamViews::category, Function.identity()));
        this.views = Map.of("events", events, "state", new StreamState(), "replay", replay, "verify", verify);
    }

    @Override
    public Optional<Route> route(List<String> path) {
        if (path.size() != PATH_SEGMENTS || !path.get(0).equals(COLLECTION)) {
            return Optional.empty();
        }
        var name = path.get(2);
        return Optional.ofNullable(views.get(name))
                .map(view -> new Route(
                        "GET",
                        "/" + COLLECTION + "/{stream}/" + name,
                        (request, correlation) -> answer(request, view)));
    }

    /** @return the answer for a stream without events, and for one that the caller may not see */
    static ProblemException doesNotExist(StreamName stream) {
        return new ProblemException(Problem.notFound("The stream " + stream + " does not exist."));
    }

    /** @return the answer where one request would have to read more of a stream than it may */
    static ProblemException tooLong(WalkBounds bounds) {
        return new ProblemException(Problem.rejected(
                "use-job",
                "This takes more than " + bounds.commits() + " commits or " + bounds.bytes()
                        + " bytes of the stream, more than one request may read."));
    }

    private HttpAnswer answer(HttpRequest request, View view) {
        var stream = stream(request.path().get(1));
        var category = byCategory.get(stream.category());
        if (category == null) {
            throw doesNotExist(stream);
        }
        return view.answer(request, stream, category);
    }

    private static StreamName stream(String text) {
        try {
            return StreamName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.invalid("stream", "must be a category, a dash and an id, such as account-a1"));
        }
    }
}
