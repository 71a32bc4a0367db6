package io.daybook.runtime.beans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.daybook.adapter.lambda.http.JwtCallers;
import io.daybook.kernel.access.Caller;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimListsTest {
    private final ObjectMapper mapper = new ObjectMapper();

    {
        new ClaimLists().customize(mapper);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[\"a\",\"b\"]'|[a b]",
                "'[]'|[]",
                "'[\"x operator\",\"a\",1,null,[\"operator\"]]'|[a]",
                "'\"[a b]\"'|[a b]",
                "'{\"operator\":[\"operator\"]}'|''",
                "'true'|true",
                "'1'|1"
            })
    void a_claim_that_is_a_list_is_read_as_http_apis_deliver_it(String json, String text) throws Exception {
        var claims = read("{\"requestContext\":{\"authorizer\":{\"jwt\":{\"claims\":{\"sub\":\"u1\",\"roles\":" + json
                + ",\"aud\":\"x\"}}}}}");
        assertThat(claims.getRequestContext().getAuthorizer().getJwt().getClaims())
                .isEqualTo(Map.of("sub", "u1", "roles", text, "aud", "x"));
    }

    @Test
    void a_caller_has_the_roles_of_such_a_list() throws Exception {
        var event = read("{\"requestContext\":{\"authorizer\":{\"jwt\":{\"claims\":"
                + "{\"sub\":\"u1\",\"roles\":[\"a\",\"x operator\"]}}}}}");
        assertThat(new JwtCallers("roles", false).of(event)).contains(Caller.of("u1", "a"));
    }

    @Test
    void any_other_text_that_is_a_list_is_an_error_as_before() {
        assertThatThrownBy(() -> read("{\"rawPath\":[\"a\"]}")).isInstanceOf(MismatchedInputException.class);
        assertThatThrownBy(() -> read("{\"headers\":{\"a\":[\"b\"]}}")).isInstanceOf(MismatchedInputException.class);
    }

    private APIGatewayV2HTTPEvent read(String json) throws JsonProcessingException {
        return mapper.readValue(json, APIGatewayV2HTTPEvent.class);
    }
}
