package io.daybook.adapter.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.access.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "名前", "😀", "a|b\"{c}", "a+b"})
    void characters_that_were_not_percent_encoded_are_themselves(String text) {
        var request = new HttpRequest("GET", List.of("users"), Map.of(), "q=" + text, "", false, Caller.operator(null));
        assertThat(QueryParameters.of(request, List.of("q")).text("q")).contains(text);
    }
}
