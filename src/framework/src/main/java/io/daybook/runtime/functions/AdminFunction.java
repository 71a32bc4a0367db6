package io.daybook.runtime.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.daybook.kernel.generation.Signs;
import io.daybook.runtime.beans.Edges;
import io.daybook.runtime.signals.Invocations;
import io.daybook.runtime.signals.Invocations.Call;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Answers operators: shows what consumers do, and tries parked streams again. */
@Singleton
@Named("admin")
public final class AdminFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Edges edges;
    private final Signs signs;
    private final Invocations invocations;

    @Inject
    public AdminFunction(Edges edges, Signs signs, Invocations invocations) {
        this.edges = edges;
        this.signs = signs;
        this.invocations = invocations;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return invocations.during(Call.of("admin", context), () -> {
            signs.leaveIfPossible("admin");
            return edges.admin().answer(event);
        });
    }
}
