package io.daybook.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_placeholder_stands_for_a_text_of_its_kind() throws Exception {
        assertThat(differences(
                        "{'id':'<uuid>','at':'<time>','x':['<any>']}",
                        "{'id':'0f9f8c1e-0000-4000-8000-000000000000','at':'2026-11-23T10:00:00.000Z','x':['.']}"))
                .isEmpty();
        assertThat(differences("{'id':'<uuid>'}", "{'id':'a1'}"))
                .containsExactly("/id: expected \"<uuid>\" but was \"a1\"");
        assertThat(differences("{'at':'<time>'}", "{'at':'2026-11-23T10:00:00Z'}"))
                .hasSize(1);
        assertThat(differences("{'x':'<any>'}", "{'x':null}")).hasSize(1);
    }

    @Test
    void whatever_lacks_is_too_much_or_differs_is_named() throws Exception {
        assertThat(differences("{'a':1,'b':[1,2],'c':'1'}", "{'b':[1],'c':1,'d':null}"))
                .containsExactly(
                        "/a: expected 1 but was nothing",
                        "/b/1: expected 2 but was nothing",
                        "/c: expected \"1\" but was 1",
                        "/d: expected nothing but was null");
    }

    private static List<String> differences(String expected, String actual) throws JsonProcessingException {
        return Placeholders.differences(
                JSON.readTree(expected.replace('\'', '"')), JSON.readTree(actual.replace('\'', '"')));
    }
}
