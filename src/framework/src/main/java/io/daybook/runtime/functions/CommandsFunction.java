package io.daybook.runtime.functions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.runtime.signals.Invocations;
import io.daybook.runtime.signals.Invocations.Call;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Decides commands and appends their events. */
@Singleton
public final class CommandsFunction {
    private final HttpEdge edge;
    private final Invocations invocations;

    @Inject
    public CommandsFunction(HttpEdge edge, Invocations invocations) {
        this.edge = edge;
        this.invocations = invocations;
    }

    @Funq("commands")
    public APIGatewayV2HTTPResponse commands(APIGatewayV2HTTPEvent event) {
        return invocations.during(Call.of("commands"), () -> edge.answer(event));
    }
}
