package io.daybook.runtime.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.daybook.runtime.beans.Edges;
import io.daybook.runtime.signals.Invocations;
import io.daybook.runtime.signals.Invocations.Call;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Does the work of each minute, and takes over records that no function could handle. A schedule's event has no
 * records.
 */
@Singleton
@Named("sweep")
public final class SweepFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Edges edges;
    private final Invocations invocations;

    @Inject
    public SweepFunction(Edges edges, Invocations invocations) {
        this.edges = edges;
        this.invocations = invocations;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return invocations.during(
                Call.of("sweep", context),
                () -> edges.sweep().answer(event, Duration.ofMillis(context.getRemainingTimeInMillis())));
    }
}
