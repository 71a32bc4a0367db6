package io.daybook.runtime.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.daybook.runtime.beans.Edges;
import io.daybook.runtime.signals.Invocations;
import io.daybook.runtime.signals.Invocations.Call;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Delivers what was appended to all projections. */
@Singleton
@Named("project")
public final class ProjectFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Edges edges;
    private final Invocations invocations;

    @Inject
    public ProjectFunction(Edges edges, Invocations invocations) {
        this.edges = edges;
        this.invocations = invocations;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return invocations.during(
                Call.of("project", context),
                () -> edges.project().answer(event, Duration.ofMillis(context.getRemainingTimeInMillis())));
    }
}
