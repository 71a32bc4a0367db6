package io.daybook.testtools;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends requests to a function as API Gateway would, in this JVM. */
public abstract class FunctionClient {
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final String ROLES = "roles";

    /** What the function answers. */
    protected abstract APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event);

    /** What a request was answered with. */
    public record Answer(int status, Map<String, String> headers, String text) {
        public JsonNode json() {
            try {
                return PLAIN.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }

        public String code() {
            return json().path("code").asText();
        }

        /** The fields that a 400 complains about. */
        public List<String> fields() {
            var fields = new ArrayList<String>();
            json().path("errors")
                    .forEach(error -> fields.add(error.path("field").asText()));
            return fields;
        }

        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    /** A request that is being built. */
    public final class Request {
        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String query = "";
        private @Nullable String body;
        private boolean base64;
        private String operatorArn = "laptop";
        private @Nullable Map<String, String> claims = Map.of(ROLES, "[operator]");

        private Request(String method, String path) {
            int mark = path.indexOf('?');
            this.method = method;
            this.path = mark < 0 ? path : path.substring(0, mark);
            this.query = mark < 0 ? "" : path.substring(mark + 1);
        }

        public Request header(String lowerCaseName, String value) {
            headers.put(lowerCaseName, value);
            return this;
        }

        public Request body(String json) {
            body = json;
            return this;
        }

        public Request body(byte[] bytes) {
            body = Base64.getEncoder().encodeToString(bytes);
            base64 = true;
            return this;
        }

        /** Sends a body that claims to be base64. */
        public Request rawBase64(String text) {
            body = text;
            base64 = true;
            return this;
        }

        /** Sent by an operator with this id; otherwise it is sent by one without an id, as on a laptop. */
        public Request by(String sub) {
            return by(sub, "operator");
        }

        public Request by(String sub, String... roles) {
            return claiming(Map.of("sub", sub, ROLES, "[" + String.join(" ", roles) + "]"));
        }

        /** What IAM says of the caller, which only routes of operators read. */
        public Request as(String arn) {
            operatorArn = arn;
            return this;
        }

        /** Sent with exactly these claims of a verified token; null if there is none. */
        public Request claiming(@Nullable Map<String, String> verified) {
            claims = verified;
            return this;
        }

        public Answer send() {
            var context = RequestContext.builder()
                    .withHttp(RequestContext.Http.builder()
                            .withMethod(method)
                            .withPath(path)
                            .build());
            if (claims != null) {
                context.withAuthorizer(RequestContext.Authorizer.builder()
                        .withIam(RequestContext.IAM
                                .builder()
                                .withUserArn(operatorArn)
                                .build())
                        .withJwt(RequestContext.Authorizer.JWT
                                .builder()
                                .withClaims(claims)
                                .build())
                        .build());
            }
            APIGatewayV2HTTPResponse answer = FunctionClient.this.answer(APIGatewayV2HTTPEvent.builder()
                    .withVersion("2.0")
                    .withRawPath(path)
                    .withRawQueryString(query)
                    .withHeaders(headers)
                    .withRequestContext(context.build())
                    .withBody(body)
                    .withIsBase64Encoded(base64)
                    .build());
            return new Answer(
                    answer.getStatusCode(),
                    answer.getHeaders(),
                    Optional.ofNullable(answer.getBody()).orElse(""));
        }
    }

    public Request request(String method, String path) {
        return new Request(method, path);
    }

    public Request post(String path) {
        return request("POST", path);
    }

    public Answer post(String path, String body) {
        return post(path).body(body).send();
    }

    public Answer get(String path) {
        return request("GET", path).send();
    }
}
