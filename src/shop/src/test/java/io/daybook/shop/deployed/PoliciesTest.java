package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

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
                .allSatisfy(
                        statement -> assertThat(statement.actions()).isSubsetOf("dynamodb:PutItem", "dynamodb:Query"));
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
            assertThat(statement.resources()).isNotEmpty().doesNotContain("*");
        });
    }

    private static List<Statement> statements() throws Exception {
        var statements = new ArrayList<Statement>();
        collect(new Yaml().compose(new StringReader(Files.readString(TEMPLATE))), statements);
        return statements;
    }

    private static void collect(Node node, List<Statement> statements) {
        switch (node) {
            case MappingNode mapping -> {
                Map<String, Node> members = new HashMap<>();
                mapping.getValue()
                        .forEach(pair ->
                                members.put(texts(pair.getKeyNode()).iterator().next(), pair.getValueNode()));
                if (members.containsKey("Effect")) {
                    statements.add(new Statement(texts(members.get("Action")), texts(members.get("Resource"))));
                }
                members.values().forEach(member -> collect(member, statements));
            }
            case SequenceNode sequence -> sequence.getValue().forEach(element -> collect(element, statements));
            default -> {
                // A text holds no statement.
            }
        }
    }

    private static Set<String> texts(Node node) {
        var texts = new TreeSet<String>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> texts.addAll(texts(element)));
        } else if (node instanceof ScalarNode scalar) {
            texts.add(scalar.getValue());
        }
        return texts;
    }
}
