package io.daybook.laptop.authorizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says who a request comes from, as API Gateway does: by a token on public routes, by IAM on those of operators. */
public final class Authorizer {
    /** Who a request comes from that has no {@code Authorization}. */
    public enum Anonymous {
        /** An operator without an id. */
        OPERATOR,

        /** Nobody: the request is refused. */
        NONE
    }

    /** What is to be done with a request. */
    public sealed interface Verdict {
        /** @param authorizer what the function's event has at {@code requestContext.authorizer}; empty for nothing */
        record Admitted(JsonNode authorizer) implements Verdict {}

        /** The caller is not known: 401. */
        record Unauthorized() implements Verdict {}

        /** The caller is known, but may not do this: 403. */
        record Forbidden() implements Verdict {}
    }

    private static final String OPERATOR = "operator";
    private static final String ADMIN = "/admin/";

    /** Who is named in the audit trail, in place of the ARN of a user of IAM. */
    private static final String USER_ARN = "laptop";

    /** As in an HTTP API, the scheme may be left out. */
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?:bearer +)?([A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)", Pattern.CASE_INSENSITIVE);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Tokens tokens;
    private final Anonymous anonymous;
    private final Set<String> openPaths;

    /** @param openPaths what nobody needs a token for, whatever {@code anonymous} says */
    public Authorizer(Tokens tokens, Anonymous anonymous, Set<String> openPaths) {
        this.tokens = tokens;
        this.anonymous = anonymous;
        this.openPaths = Set.copyOf(openPaths);
    }

    /**
     * @param path decoded
     * @param authorization all headers of that name
     */
    public Verdict judge(String path, List<String> authorization) {
        boolean isAdmin = path.startsWith(ADMIN);
        if (authorization.isEmpty()) {
            return withoutToken(path, isAdmin);
        }
        Optional<Map<String, Object>> claims =
                authorization.size() == 1 ? verify(authorization.getFirst()) : Optional.empty();
        if (claims.isEmpty()) {
            return new Verdict.Unauthorized();
        }
        return isAdmin ? new Verdict.Forbidden() : new Verdict.Admitted(jwt(claims.get()));
    }

    private Verdict withoutToken(String path, boolean isAdmin) {
        if (openPaths.contains(path)) {
            return new Verdict.Admitted(JSON.objectNode());
        }
        return switch (anonymous) {
            case NONE -> new Verdict.Unauthorized();
            case OPERATOR ->
                new Verdict.Admitted(isAdmin ? iam() : jwt(Map.of(tokens.rolesClaim(), List.of(OPERATOR))));
        };
    }

    private Optional<Map<String, Object>> verify(String authorization) {
        var match = AUTHORIZATION.matcher(authorization);
        return match.matches() ? tokens.verify(match.group(1)) : Optional.empty();
    }

    private static ObjectNode jwt(Map<String, Object> claims) {
        ObjectNode jwt = JSON.objectNode();
        ObjectNode texts = jwt.putObject("claims");
        claims.forEach((name, value) -> texts.put(name, text(value)));
        jwt.putNull("scopes");
        return JSON.objectNode().set("jwt", jwt);
    }

    /** HTTP APIs hand over every claim as a text, and a list as {@code [a b]}. */
    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
                : String.valueOf(value);
    }

    private static ObjectNode iam() {
        ObjectNode authorizer = JSON.objectNode();
        authorizer.putObject("iam").put("userArn", USER_ARN);
        return authorizer;
    }
}
