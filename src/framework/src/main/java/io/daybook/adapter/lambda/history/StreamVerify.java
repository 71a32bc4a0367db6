package io.daybook.adapter.lambda.history;

import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.verify.StreamVerifier;
import io.daybook.kernel.verify.Verification;
import java.util.List;

/** Whether a stream is as it was written. */
public final class StreamVerify implements StreamEndpoint.View {
    /** Source: the HTTP contract. What is longer takes more time than a client waits. */
    private static final WalkBounds BOUNDS = new WalkBounds(10_000, 16L << 20);

    private final StreamVerifier verifier;

    public StreamVerify(StreamVerifier verifier) {
        this.verifier = verifier;
    }

    /** @param hash of the last commit */
    public record ValidAnswer(String stream, long version, String hash, boolean valid) {}

    /** @param brokenAt the first version that does not fit */
    public record BrokenAnswer(String stream, boolean valid, long brokenAt, String why) {}

    @Override
    public HttpAnswer answer(HttpRequest request, StreamName stream, StreamViews<?, ?> views) {
        QueryParameters.of(request, List.of()).check();
        if (!views.shows(request, stream)) {
            throw StreamEndpoint.doesNotExist(stream);
        }
        var name = stream.toString();
        return switch (verifier.verify(stream, BOUNDS)) {
            case Verification.Valid(var version, var hash) ->
                HttpAnswer.json(200, "found", new ValidAnswer(name, version, hash.toString(), true));
            case Verification.Broken(var brokenAt, var why) ->
                HttpAnswer.json(200, "found", new BrokenAnswer(name, false, brokenAt, why));
            case Verification.Absent() -> throw StreamEndpoint.doesNotExist(stream);
            case Verification.TooLong() -> throw StreamEndpoint.tooLong(BOUNDS);
        };
    }
}
