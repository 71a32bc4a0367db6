package io.daybook.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.http.Cursors;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.adapter.lambda.query.Patience;
import io.daybook.app.Catalog;
import io.daybook.app.HttpSettings;
import io.daybook.app.Model;
import io.daybook.app.Stores;
import io.daybook.app.Wiring;
import io.daybook.kernel.consume.ParkedStreams;
import io.daybook.kernel.consume.Redriver;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.decide.HandlerSettings;
import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.EventStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends requests as API Gateway would, to the functions' inside, on any event store. Its clock stands until it is set. */
public final class Api {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final HttpEdge edge;
    public final List<InvocationLog.Entry> log = new ArrayList<>();
    public final List<Throwable> defects = new ArrayList<>();
    public Instant now = Instant.parse("2026-11-23T08:00:00.123456Z");

    /** What happens while a request waits. */
    public Runnable meanwhile = () -> {};

    private final Wiring wiring;

    public Api(EventStore store) {
        this(store, "a key that signs cursors, for tests");
    }

    public Api(EventStore store, String cursorKey) {
        this(Catalog.MODEL, MemoryStores.with(store), cursorKey);
    }

    public Api(Model model, Stores stores, String cursorKey) {
        var settings = new HandlerSettings(
                8, 100, 0, Backoff.none(), () -> now, () -> UUID.randomUUID().toString());
        this.wiring = new Wiring(model, stores, settings);
        this.edge = wiring.httpEdge(new HttpSettings(
                new Cursors(cursorKey),
                () -> UUID.randomUUID().toString(),
                (entry, defect) -> {
                    log.add(entry);
                    Optional.ofNullable(defect).ifPresent(defects::add);
                },
                new Patience(() -> now, this::sleep)));
    }

    private Api(Wiring wiring, HttpEdge edge) {
        this.wiring = wiring;
        this.edge = edge;
    }

    /** The API of operators, beside this one. */
    public Api admin(ParkedStreams parked) {
        var redriver = new Redriver(wiring.projections(), parked, () -> now);
        var http = new HttpSettings(
                new Cursors("a key that signs cursors, for tests"),
                () -> UUID.randomUUID().toString(),
                (entry, defect) -> Optional.ofNullable(defect).ifPresent(defects::add),
                new Patience(() -> now, this::sleep));
        return new Api(wiring, wiring.adminEdge(http, parked, redriver));
    }

    /** What keeps the rows that are asked for. */
    public List<StreamConsumer> projections() {
        return wiring.projections();
    }

    private void sleep(Duration pause) {
        now = now.plus(pause);
        meanwhile.run();
    }

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

        /** The fields that a 400 complains of. */
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

    /** A request that is being written. */
    public final class Request {
        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String query = "";
        private @Nullable String body;
        private boolean base64;
        private @Nullable String userId;

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

        /** What claims to be base64. */
        public Request rawBase64(String text) {
            body = text;
            base64 = true;
            return this;
        }

        public Request by(String sub) {
            userId = sub;
            return this;
        }

        public Answer send() {
            var context = RequestContext.builder()
                    .withHttp(RequestContext.Http.builder()
                            .withMethod(method)
                            .withPath(path)
                            .build());
            if (userId != null) {
                context.withAuthorizer(RequestContext.Authorizer.builder()
                        .withJwt(RequestContext.Authorizer.JWT
                                .builder()
                                .withClaims(Map.of("sub", userId))
                                .build())
                        .build());
            }
            APIGatewayV2HTTPResponse answer = edge.answer(APIGatewayV2HTTPEvent.builder()
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

    /** A body of so many bytes that opens an account. */
    public static byte[] openingBody(int bytes) {
        var body = "{\"owner\":\"ada\",\"initialDeposit\":0";
        return (body + " ".repeat(bytes - body.length() - 1) + "}").getBytes(StandardCharsets.UTF_8);
    }
}
