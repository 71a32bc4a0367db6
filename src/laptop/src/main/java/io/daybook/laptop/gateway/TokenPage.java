package io.daybook.laptop.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daybook.adapter.json.Json;
import io.daybook.adapter.json.command.CommandReader;
import io.daybook.adapter.json.command.CommandReader.Read;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Callers;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.JsonBody;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.decide.CommandType;
import io.daybook.laptop.authorizer.TokenRequest;
import io.daybook.laptop.authorizer.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Answers {@code POST /dev/token} with a token, so that a developer can call as anybody. It stands in front of the
 * functions, which do not know it: no API that is deployed has this path.
 */
public final class TokenPage implements Gateway.Functions {
    public static final String PATH = "/dev/token";

    private static final Logger LOG = Logger.getLogger(TokenPage.class);

    private static final int SECONDS_DEFAULT = 3_600;

    private static final CommandType<TokenRequest> REQUEST =
            CommandType.of("token", TokenRequest.class).orElse("seconds", SECONDS_DEFAULT);

    /** For events and answers of functions; the body of a request is read by Daybook's own, stricter one. */
    private static final ObjectMapper LAMBDA = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Tokens tokens;
    private final Gateway.Functions functions;
    private final CommandReader reader = new CommandReader(Json.mapper(List.of()));
    private final HttpEdge edge;

    public TokenPage(Tokens tokens, Gateway.Functions functions) {
        this.tokens = tokens;
        this.functions = functions;
        var route = new Endpoint.Route("POST", PATH, (request, correlation) -> answer(request));
        this.edge = new HttpEdge(
                List.of(path -> Optional.of(route)),
                // Whoever gets as far as this may have a token; the gateway has refused the others.
                Callers.operators(),
                LAMBDA,
                () -> UUID.randomUUID().toString(),
                (entry, defect) -> {
                    if (defect != null) {
                        LOG.error("No token could be made", defect);
                    }
                });
    }

    @Override
    public JsonNode invoke(String function, JsonNode event) throws IOException {
        return event.path("rawPath").asText().equals(PATH)
                ? LAMBDA.valueToTree(edge.answer(LAMBDA.treeToValue(event, APIGatewayV2HTTPEvent.class)))
                : functions.invoke(function, event);
    }

    private HttpAnswer answer(HttpRequest request) {
        byte[] body = JsonBody.of(request);
        QueryParameters.of(request, List.of()).check();
        return switch (reader.<TokenRequest>read(REQUEST, body)) {
            case Read.Valid<TokenRequest>(var asked) ->
                HttpAnswer.json(200, "signed", Map.of("token", tokens.sign(asked)));
            case Read.Invalid<TokenRequest>(var errors) -> throw new ProblemException(Problem.invalid(errors));
        };
    }
}
