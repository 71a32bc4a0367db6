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

/** Does long work, one segment of a job at a time. */
@Singleton
@Named("work")
public final class WorkFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Edges edges;
    private final Invocations invocations;

    @Inject
    public WorkFunction(Edges edges, Invocations invocations) {
        this.edges = edges;
        this.invocations = invocations;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return invocations.during(
                Call.of("work", context),
                () -> edges.work().answer(event, Duration.ofMillis(context.getRemainingTimeInMillis())));
    }
}
