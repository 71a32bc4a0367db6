package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.shop.ShopForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every application needs of the template is the same in the shop's and in the skeleton's. */
class SkeletonTemplateTest {
    private final JsonNode shop = template("template.yaml");
    private final JsonNode skeleton = template("infra/skeleton/template.yaml");

    @Test
    void the_shop_adds_its_own_read_tables_and_nothing_else() {
        var added = new TreeSet<String>();
        shop.path("Resources").fieldNames().forEachRemaining(added::add);
        skeleton.path("Resources").fieldNames().forEachRemaining(added::remove);
        var readTables = ShopForTests.CATALOG.readModels().stream()
                .map(readModel -> readModel.table())
                .collect(Collectors.toCollection(ArrayList::new));
        ShopForTests.CATALOG.tallies().forEach(tally -> readTables.add(tally.table()));
        assertThat(added)
                .map(id -> shop.at("/Resources/" + id + "/Properties/TableName")
                        .asText()
                        .replace(CloudTemplate.STACK_NAME + "-", "")
                        .replace("${AWS::StackName}-", ""))
                .containsExactlyInAnyOrderElementsOf(readTables);
    }

    @Test
    void all_else_is_equal() {
        var common = ((ObjectNode) shop.deepCopy());
        var names = new ArrayList<String>();
        skeleton.path("Resources").fieldNames().forEachRemaining(names::add);
        ((ObjectNode) common.path("Resources")).retain(names);
        for (var policy : new String[] {"ReadRowsPolicy", "KeepRowsPolicy", "RemoveRowsPolicy"}) {
            for (var statement : common.at("/Resources/" + policy + "/Properties/PolicyDocument/Statement")) {
                if (statement.path("Resource") instanceof ArrayNode resources) {
                    keepOnly(resources, names);
                }
            }
        }
        common.set("Description", skeleton.path("Description"));
        common.path("Resources").forEach(resource -> {
            if (resource.at("/Properties/CodeUri").isTextual()) {
                var zip = resource.at("/Properties/CodeUri").asText();
                ((ObjectNode) resource.path("Properties")).put("CodeUri", zip.replace("src/shop/target/", "target/"));
            }
        });
        assertThat(common).isEqualTo(skeleton);
    }

    /** The ARNs of the shop's own tables go. */
    private static void keepOnly(ArrayNode arns, Iterable<String> resources) {
        for (int i = arns.size() - 1; i >= 0; i--) {
            var arn = arns.get(i).asText().replace("${", "");
            boolean isKnown = false;
            for (var resource : resources) {
                isKnown |= arn.startsWith(resource + ".");
            }
            if (!isKnown) {
                arns.remove(i);
            }
        }
    }

    private static JsonNode template(String path) {
        try {
            return CloudTemplate.parse(Files.readString(ShopForTests.REPOSITORY.resolve(path)))
                    .root();
        } catch (IOException e) {
            throw new AssertionError("the template " + path + " cannot be read", e);
        }
    }
}
