package io.daybook.runtime.functions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.kernel.generation.Signs;
import io.daybook.runtime.signals.Invocations;
import io.daybook.runtime.signals.Invocations.Call;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Answers rows, streams, states and history, and requests that match no route. */
@Singleton
public final class QueriesFunction {
    private final HttpEdge edge;
    private final Signs signs;
    private final Invocations invocations;

    @Inject
    public QueriesFunction(HttpEdge edge, Signs signs, Invocations invocations) {
        this.edge = edge;
        this.signs = signs;
        this.invocations = invocations;
    }

    @Funq("queries")
    public APIGatewayV2HTTPResponse queries(APIGatewayV2HTTPEvent event) {
        return invocations.during(Call.of("queries"), () -> {
            signs.leaveIfPossible("queries");
            return edge.answer(event);
        });
    }
}
