package io.daybook.laptop;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.quarkus.arc.Arc;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A function of Quarkus' Lambda binding.
 *
 * @param inputType the type of its event
 * @param outputType the type of its answer
 */
record NamedHandler(RequestHandler<Object, @Nullable Object> handler, Class<?> inputType, Class<?> outputType) {
    /** @throws LocalRuntimeException if no handler has this name */
    @SuppressWarnings("unchecked")
    static NamedHandler find(String name) {
        if (!(Arc.container().instance(name).get() instanceof RequestHandler<?, ?> handler)) {
            throw new LocalRuntimeException("The template names a function that does not exist: " + name);
        }
        Method method = Arrays.stream(handler.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals("handleRequest") && !candidate.isBridge())
                .findFirst()
                .orElseThrow();
        return new NamedHandler(
                (RequestHandler<Object, @Nullable Object>) handler,
                method.getParameterTypes()[0],
                method.getReturnType());
    }

    @Nullable
    Object invoke(Object input, Context context) {
        return handler.handleRequest(input, context);
    }
}
