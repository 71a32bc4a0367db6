package io.daybook.runtime.functions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Answers rows, streams, states and history, and requests that match no route. */
@Singleton
public final class QueriesFunction {
    private final HttpEdge edge;

    @Inject
    public QueriesFunction(HttpEdge edge) {
        this.edge = edge;
    }

    @Funq("queries")
    public APIGatewayV2HTTPResponse queries(APIGatewayV2HTTPEvent event) {
        return edge.answer(event);
    }
}
