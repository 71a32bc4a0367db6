package io.daybook.runtime.functions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Decides commands and appends their events. */
@Singleton
public final class CommandsFunction {
    private final HttpEdge edge;

    @Inject
    public CommandsFunction(HttpEdge edge) {
        this.edge = edge;
    }

    @Funq("commands")
    public APIGatewayV2HTTPResponse commands(APIGatewayV2HTTPEvent event) {
        return edge.answer(event);
    }
}
