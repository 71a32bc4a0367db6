package io.daybook.adapter.lambda.history;

import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.kernel.access.Caller;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.History;
import java.util.function.BiPredicate;

/**
 * The history of the streams of one category.
 *
 * @param access whether a caller may read that of the stream with this id
 */
public record StreamViews<E, R>(String category, History<E, R> history, BiPredicate<Caller, String> access) {
    /** A stream that the caller may not see does not exist. */
    boolean shows(HttpRequest request, StreamName stream) {
        return access.test(request.caller(), stream.id());
    }
}
