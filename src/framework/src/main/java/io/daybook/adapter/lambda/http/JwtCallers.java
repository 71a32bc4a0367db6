package io.daybook.adapter.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.daybook.kernel.access.Caller;
import io.daybook.kernel.text.UserText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells who calls by the claims of the token that API Gateway has verified. It delivers a claim that is a list as
 * {@code [a b]}.
 *
 * @param rolesClaim the claim that lists the caller's roles
 * @param anonymous whether claims without a {@code sub} are those of an operator whom nobody knows, which only the
 *     gateway of a laptop sends
 */
public record JwtCallers(String rolesClaim, boolean anonymous) implements Callers {
    private static final Pattern LIST = Pattern.compile("\\[(.*)]");

    @Override
    public Optional<Caller> of(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(RequestContext::getAuthorizer)
                .map(RequestContext.Authorizer::getJwt)
                .map(RequestContext.Authorizer.JWT::getClaims)
                .flatMap(this::caller);
    }

    private Optional<Caller> caller(Map<String, String> claims) {
        var id = claims.get("sub");
        var caller = new Caller(id, roles(claims.get(rolesClaim)));
        if (id == null) {
            return anonymous && caller.isOperator() ? Optional.of(caller) : Optional.empty();
        }
        int length = UserText.length(id);
        return length >= 1 && length <= Caller.ID_LENGTH_MAX ? Optional.of(caller) : Optional.empty();
    }

    private static Set<String> roles(@Nullable String claim) {
        var list = LIST.matcher(claim == null ? "" : claim);
        return list.matches()
                ? Stream.of(list.group(1).split(" ", -1)).filter(Caller::isRole).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
