package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.dynamodblocal.CloudTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Promise 8: no function's role can update or delete an event. */
class PoliciesTest {
    /** Named by the build. */
    private static final Path TEMPLATE = Path.of(System.getProperty("test.template"));

    private record Statement(Set<String> actions, Set<String> resources) {}

    @Test
    void events_can_only_be_put_and_read() throws Exception {
        assertThat(statements())
                .filteredOn(statement -> statement.resources().contains("EventsTable.Arn"))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.actions())
                        .isSubsetOf("dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan"));
    }

    /** A cursor that is gone would count its stream's events once more. */
    @Test
    void who_keeps_cursors_removes_none_and_only_redrives_remove_marks_beside_them() throws Exception {
        assertThat(statements())
                .filteredOn(statement -> statement.resources().contains("ProjectionsTable.Arn"))
                .filteredOn(statement -> statement.actions().contains("dynamodb:DeleteItem"))
                .containsExactly(new Statement(Set.of("dynamodb:DeleteItem"), Set.of("ProjectionsTable.Arn")));
        assertThat(Files.readString(TEMPLATE).split("!Ref RedrivePolicy", -1))
                .as("the sweeper and the admin function")
                .hasSize(1 + 2);
    }

    @Test
    void every_statement_names_its_resources_and_its_actions() throws Exception {
        assertThat(statements()).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.actions()).noneMatch(action -> action.contains("*"));
            assertThat(statement.resources()).isNotEmpty();
            // Traces have no resources of their own.
            if (!statement.actions().equals(Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"))) {
                assertThat(statement.resources()).doesNotContain("*");
            }
        });
    }

    private static List<Statement> statements() throws Exception {
        var statements = new ArrayList<Statement>();
        collect(CloudTemplate.parse(Files.readString(TEMPLATE)).root(), statements);
        return statements;
    }

    /** What is allowed to somebody; who may take a role is no statement about resources. */
    private static void collect(JsonNode node, List<Statement> statements) {
        if (node.path("Effect").asText().equals("Allow") && !node.has("Principal")) {
            statements.add(new Statement(texts(node.path("Action")), texts(node.path("Resource"))));
        }
        node.forEach(member -> collect(member, statements));
    }

    private static Set<String> texts(JsonNode node) {
        var texts = new TreeSet<String>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(element -> texts.addAll(texts(element)));
        return texts;
    }
}
