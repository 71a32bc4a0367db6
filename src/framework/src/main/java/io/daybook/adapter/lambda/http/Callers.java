package io.daybook.adapter.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.daybook.kernel.access.Caller;
import java.util.Optional;

/** Tells who calls. */
@FunctionalInterface
public interface Callers {
    /** @return empty if nobody is known, so that the request is answered with 401 */
    Optional<Caller> of(APIGatewayV2HTTPEvent event);

    /**
     * For routes that let nobody in but operators, whom IAM has verified. Their id is the ARN that API Gateway tells, or
     * null if it tells none, which only reads are answered for.
     */
    static Callers operators() {
        return event -> Optional.of(Caller.operator(Optional.ofNullable(event.getRequestContext())
                .map(RequestContext::getAuthorizer)
                .map(RequestContext.Authorizer::getIam)
                .map(RequestContext.IAM::getUserArn)
                .orElse(null)));
    }
}
