package io.daybook.adapter.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.daybook.kernel.access.Caller;
import java.util.Optional;

/** Tells who calls. */
@FunctionalInterface
public interface Callers {
    /** @return empty if nobody is known, so that the request is answered with 401 */
    Optional<Caller> of(APIGatewayV2HTTPEvent event);

    /** For routes that let nobody in but operators, who are known otherwise. */
    static Callers operators() {
        return event -> Optional.of(Caller.operator(null));
    }
}
