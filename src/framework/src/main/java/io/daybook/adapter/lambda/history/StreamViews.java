package io.daybook.adapter.lambda.history;

import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.kernel.access.Caller;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.project.History;
import java.util.function.BiPredicate;

/**
 * The history of the streams of one category.
 *
 * @param access whether a caller may read that of the stream with this id
 */
public record StreamViews<E, R>(String category, History<E, R> history, BiPredicate<Caller, String> access) {
    /**
     * How much of a stream a state and a replay may fold. Source: a stream of 44,000 events took 3,734 read units and 2.5
     * seconds on a laptop. So this takes less than API Gateway's 30 seconds, also where the tables are slow.
     */
    public static final WalkBounds BOUNDS = new WalkBounds(100_000, 32L << 20);

    /** A stream that the caller may not see does not exist. */
    boolean shows(HttpRequest request, StreamName stream) {
        return access.test(request.caller(), stream.id());
    }
}
