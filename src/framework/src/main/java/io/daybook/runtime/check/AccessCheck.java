package io.daybook.runtime.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that a template opens nothing to strangers: every route has a caller, and no statement allows everything. */
final class AccessCheck {
    private static final String IAM = "AWS_IAM";

    /** They have no resources of their own. */
    private static final Set<String> TRACING = Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");

    private final JsonNode resources;
    private final List<String> defects = new ArrayList<>();

    private AccessCheck(JsonNode resources) {
        this.resources = resources;
    }

    /** @param template as {@link TemplateCheck} takes it */
    static List<String> defects(JsonNode template) {
        var check = new AccessCheck(template.path("Resources"));
        for (var resource : check.resources) {
            if (resource.path("Type").asText().equals("AWS::Serverless::Function")) {
                for (var event : resource.at("/Properties/Events")) {
                    if (event.path("Type").asText().equals("HttpApi")) {
                        check.route(event.path("Properties"));
                    }
                }
            }
        }
        check.resources.properties().forEach(resource -> check.statements(resource.getKey(), resource.getValue()));
        return check.defects;
    }

    private void route(JsonNode event) {
        var route = event.has("Path")
                ? event.path("Method").asText() + " " + event.path("Path").asText()
                : "$default";
        var auth = resources.path(event.path("ApiId").asText()).at("/Properties/Auth");
        var authorizer = event.at("/Auth/Authorizer")
                .asText(auth.path("DefaultAuthorizer").asText("NONE"));
        if (event.path("Path").asText().startsWith("/admin/")) {
            if (!authorizer.equals(IAM) || !auth.path("EnableIamAuthorizer").asBoolean()) {
                defects.add("the route " + route + " is for operators: set its Auth.Authorizer to AWS_IAM, and"
                        + " EnableIamAuthorizer of its API to true");
            }
        } else if (!event.path("Method").asText().equals("OPTIONS") && !authorizer.equals(IAM)) {
            var jwt = auth.at("/Authorizers/" + authorizer + "/JwtConfiguration");
            if (!jwt.has("issuer") || texts(jwt.path("audience")).isEmpty()) {
                defects.add("the route " + route + " is open to anybody: set Auth.DefaultAuthorizer of its API to an"
                        + " authorizer with a JwtConfiguration of issuer and audience");
            }
        }
    }

    private void statements(String resource, JsonNode node) {
        if (node.path("Effect").asText().equals("Allow") && !node.has("Principal")) {
            var actions = texts(node.path("Action"));
            if (texts(node.path("Resource")).contains("*") && !TRACING.containsAll(actions)) {
                defects.add(resource + " allows " + actions + " on everything: name the resources");
            }
        }
        node.forEach(member -> statements(resource, member));
    }

    private static Set<String> texts(JsonNode node) {
        var texts = new HashSet<String>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
