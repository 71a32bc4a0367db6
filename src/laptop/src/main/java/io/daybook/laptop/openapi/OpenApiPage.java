package io.daybook.laptop.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.daybook.laptop.gateway.Gateway;
import io.daybook.runtime.Catalog;
import java.io.IOException;

/** Answers {@code GET /openapi.json} in front of the functions, which do not know it: no API that is deployed has this path. */
public final class OpenApiPage implements Gateway.Functions {
    public static final String PATH = "/openapi.json";

    private final Catalog catalog;
    private final Gateway.Functions functions;

    public OpenApiPage(Catalog catalog, Gateway.Functions functions) {
        this.catalog = catalog;
        this.functions = functions;
    }

    @Override
    public JsonNode invoke(String function, JsonNode event) throws IOException {
        var method = event.at("/requestContext/http/method").asText();
        if (!method.equals("GET") || !event.path("rawPath").asText().equals(PATH)) {
            return functions.invoke(function, event);
        }
        var answer = JsonNodeFactory.instance.objectNode().put("statusCode", 200);
        answer.putObject("headers").put("content-type", "application/json");
        return answer.put("body", OpenApi.of(catalog).toString());
    }
}
