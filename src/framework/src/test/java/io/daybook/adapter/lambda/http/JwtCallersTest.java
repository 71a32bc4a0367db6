package io.daybook.adapter.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.daybook.kernel.access.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls, as the claims of a verified token say it. */
class JwtCallersTest {
    private static final JwtCallers CLOUD = new JwtCallers("roles", false);
    private static final JwtCallers LAPTOP = new JwtCallers("roles", true);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "[customer], customer",
                "[a b], a b",
                "'[a  b ]', a b",
                "[], ''",
                "-, ''",
                "'', ''",
                "operator, ''",
                "a b, ''",
                "(a), ''",
                "[operator, ''",
                "operator], ''",
                "'[a,operator]', ''",
                "'[a, operator]', operator",
                "'[\"operator\"]', ''",
                "[[operator]], ''",
                "[A-z.0_9:b], A-z.0_9:b",
                "[a/b c], c",
                "[ä c], c",
                "'[a\tb c]', c"
            })
    void roles_are_names_in_a_list_and_anything_else_is_none(@Nullable String claim, String roles) {
        var claims = new HashMap<String, String>();
        claims.put("sub", "u1");
        claims.put("roles", claim);
        assertThat(CLOUD.of(event(claims)))
                .contains(Caller.of("u1", roles.isEmpty() ? new String[0] : roles.split(" ", -1)));
    }

    @Test
    void roles_stand_in_the_claim_that_the_settings_name() {
        var claims = Map.of("sub", "u1", "roles", "[operator]", "cognito:groups", "[customer]");
        assertThat(new JwtCallers("cognito:groups", false).of(event(claims))).contains(Caller.of("u1", "customer"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128})
    void an_id_has_up_to_128_characters(int length) {
        var id = "\uD83D\uDE00".repeat(length);
        assertThat(CLOUD.of(event(Map.of("sub", id)))).contains(Caller.of(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129})
    void an_id_of_another_length_is_nobody(int length) {
        var claims = Map.of("sub", "x".repeat(length), "roles", "[operator]");
        assertThat(CLOUD.of(event(claims))).isEmpty();
        assertThat(LAPTOP.of(event(claims))).isEmpty();
    }

    @Test
    void without_an_id_somebody_is_known_on_a_laptop_only_and_only_as_an_operator() {
        assertThat(LAPTOP.of(event(Map.of("roles", "[operator]")))).contains(Caller.operator(null));
        assertThat(LAPTOP.of(event(Map.of("roles", "[customer]")))).isEmpty();
        assertThat(LAPTOP.of(event(Map.of()))).isEmpty();
        assertThat(CLOUD.of(event(Map.of("roles", "[operator]")))).isEmpty();
    }

    @Test
    void without_a_verified_token_nobody_is_known() {
        var noJwt = RequestContext.Authorizer.builder().build();
        var noClaims = RequestContext.Authorizer.builder()
                .withJwt(RequestContext.Authorizer.JWT.builder().build())
                .build();
        for (var callers : new Callers[] {CLOUD, LAPTOP}) {
            assertThat(callers.of(new APIGatewayV2HTTPEvent())).isEmpty();
            assertThat(callers.of(event((RequestContext.Authorizer) null))).isEmpty();
            assertThat(callers.of(event(noJwt))).isEmpty();
            assertThat(callers.of(event(noClaims))).isEmpty();
        }
    }

    private static APIGatewayV2HTTPEvent event(Map<String, String> claims) {
        return event(RequestContext.Authorizer.builder()
                .withJwt(RequestContext.Authorizer.JWT
                        .builder()
                        .withClaims(claims)
                        .build())
                .build());
    }

    private static APIGatewayV2HTTPEvent event(RequestContext.@Nullable Authorizer authorizer) {
        return APIGatewayV2HTTPEvent.builder()
                .withRequestContext(
                        RequestContext.builder().withAuthorizer(authorizer).build())
                .build();
    }
}
