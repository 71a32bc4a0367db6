package io.daybook.laptop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.daybook.laptop.template.Template;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.funqy.runtime.FunqyServerRequest;
import io.quarkus.funqy.runtime.FunqyServerResponse;
import io.quarkus.funqy.runtime.RequestContext;
import io.quarkus.funqy.runtime.RequestContextImpl;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for the Lambda service: calls a function by its exported name, JSON in, JSON out. */
@ApplicationScoped
public class LocalLambda {
    private final ObjectMapper json;
    private final Map<String, Duration> timeouts = Template.load().timeouts();

    LocalLambda(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The function's answer, read and written by the same Jackson readers and writers as on Lambda.
     *
     * @throws IOException if the event is not what the function takes
     */
    public JsonNode invoke(String function, JsonNode event) throws IOException {
        FunctionInvoker invoker = FunctionRecorder.registry.matchInvoker(function);
        return invoker == null ? invokeHandler(function, event) : invokeFunqy(invoker, event);
    }

    /** Uses the mapper of Quarkus' Lambda binding, as Lambda does for the handler that is chosen there. */
    private JsonNode invokeHandler(String function, JsonNode event) throws IOException {
        NamedHandler handler = NamedHandler.find(function);
        ObjectMapper mapper = AmazonLambdaMapperRecorder.objectMapper;
        Object input = mapper.readerFor(handler.inputType()).readValue(json.writeValueAsBytes(event));
        Duration timeout = timeouts.getOrDefault(function, Duration.ZERO);
        Object output = handler.invoke(input, new LocalContext(function, timeout));
        return json.readTree(mapper.writerFor(handler.outputType()).writeValueAsBytes(output));
    }

    private JsonNode invokeFunqy(FunctionInvoker invoker, JsonNode event) throws IOException {
        ObjectReader reader = bound(invoker, ObjectReader.class);
        ObjectWriter writer = bound(invoker, ObjectWriter.class);
        Call call = new Call(reader.readValue(json.writeValueAsString(event)));
        ManagedContext requestScope = Arc.container().requestContext();
        requestScope.activate();
        try {
            invoker.invoke(call, call);
            return json.readTree(writer.writeValueAsString(call.result()));
        } finally {
            requestScope.terminate();
        }
    }

    /** Finds what Funqy's Lambda binding made for this function at start-up, by the name of its type. */
    private static <T> T bound(FunctionInvoker invoker, Class<T> type) {
        Object value = invoker.getBindingContext().get(type.getName());
        if (value == null) {
            throw new LocalRuntimeException(
                    "The function " + invoker.getName() + " has no input or no output: no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static final class Call implements FunqyServerRequest, FunqyServerResponse {
        private final Object input;
        private final RequestContext context = new RequestContextImpl();
        private @Nullable Uni<?> output;

        Call(Object input) {
            this.input = input;
        }

        @Nullable
        Object result() {
            return output == null ? null : output.await().indefinitely();
        }

        @Override
        public RequestContext context() {
            return context;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Object extractInput(Class inputClass) {
            return input;
        }

        @Override
        public @Nullable Uni<?> getOutput() {
            return output;
        }

        @Override
        public void setOutput(Uni<?> output) {
            this.output = output;
        }
    }
}
