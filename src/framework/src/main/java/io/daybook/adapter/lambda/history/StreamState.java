package io.daybook.adapter.lambda.history;

import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.AsOf;
import io.daybook.kernel.project.History.Lookback;
import java.util.List;

/** A stream's state now, at a version, or at a time. */
final class StreamState implements StreamEndpoint.View {
    @Override
    public HttpAnswer answer(HttpRequest request, StreamName stream, StreamViews<?, ?> views) {
        var asOf = asOf(QueryParameters.of(request, List.of("version", "at")));
        if (!views.shows(request, stream)) {
            throw hasNone(stream);
        }
        return switch (views.history().asOf(stream, asOf)) {
            case Lookback.Seen(var step) ->
                HttpAnswer.json(200, "found", StreamAnswers.StateAnswer.of(stream.toString(), step))
                        .with("ETag", "\"" + step.version() + "\"");
            case Lookback.Absent() -> throw hasNone(stream);
            case Lookback.TooLong() -> throw StreamEndpoint.tooLong(StreamViews.BOUNDS);
        };
    }

    private static ProblemException hasNone(StreamName stream) {
        return new ProblemException(
                Problem.notFound("The stream " + stream + " did not exist then, or never reached that version."));
    }

    private static AsOf asOf(QueryParameters parameters) {
        if (parameters.text("version").isPresent() && parameters.text("at").isPresent()) {
            parameters.refuse("at", "must not be given together with version");
        }
        var version = parameters.version("version");
        var at = parameters.time("at");
        parameters.check();
        if (version.isPresent()) {
            return new AsOf.Version(version.getAsLong());
        }
        return at.<AsOf>map(AsOf.Time::new).orElseGet(AsOf.Latest::new);
    }
}
