package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.laptop.pump.StreamMapping;
import io.daybook.laptop.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A laptop with an import feeds no saga, and takes old events for no wrong clock. */
class ImportingTest {
    private final Importing importing = new Importing(Path.of("export.jsonl"));

    @Test
    void sagas_and_reactors_are_not_fed() {
        List<StreamMapping> mappings = Template.load().streamMappings();
        assertThat(mappings).extracting(StreamMapping::function).containsExactly("project", "react");
        assertThat(importing.fed(mappings)).extracting(StreamMapping::function).containsExactly("project");
    }

    @Test
    void functions_are_not_told_when_a_record_was_written() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode batch = mapper.readTree("{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":"
                + "{\"ApproximateCreationDateTime\":1772366400,\"SequenceNumber\":\"1\"}}]}");
        JsonNode schedule = mapper.readTree("{\"source\":\"aws.events\"}");
        List<JsonNode> taken = new ArrayList<>();
        var functions = importing.timeless((function, event) -> {
            taken.add(event);
            return schedule;
        });
        assertThat(functions.invoke("project", batch)).isEqualTo(schedule);
        functions.invoke("sweep", schedule);
        assertThat(taken)
                .containsExactly(
                        mapper.readTree("{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":"
                                + "{\"SequenceNumber\":\"1\"}}]}"),
                        schedule);
    }
}
