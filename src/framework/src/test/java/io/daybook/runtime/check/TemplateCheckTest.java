package io.daybook.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.models.ModelCatalog;
import io.daybook.models.parcel.Parcel;
import io.daybook.runtime.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a catalog needs is deployed, or is said to be missing with what to add. */
class TemplateCheckTest {
    private static final Path TEMPLATE = Path.of("..", "..", "infra", "skeleton", "template.yaml");

    private final Catalog parcels = new Parcel();

    @Test
    void a_template_with_everything_has_no_defect() throws IOException {
        assertThat(defects(parcels, Files.readString(TEMPLATE))).isEmpty();
    }

    @Test
    void a_table_that_is_missing_is_said_with_its_indexes() throws IOException {
        assertThat(defects(new ModelCatalog(), Files.readString(TEMPLATE)))
                .contains(
                        "the template has no table ${AWS::StackName}-wallets: add it, with the key key and the indexes"
                                + " [owner]",
                        "the template has no table ${AWS::StackName}-joinings: add it, with the key key and the indexes"
                                + " [day]");
    }

    @Test
    void keys_and_indexes_that_are_otherwise_are_said() throws IOException {
        assertThat(without("AttributeName: claim\n", "AttributeName: claims\n"))
                .containsExactly("the table ClaimsTable has the keys claims S: they must be claim S");
        assertThat(without("IndexName: due\n", "IndexName: other\n"))
                .containsExactly(
                        "the index due of the table SagasTable is missing: add it, with the keys duePart N, dueAt N");
        assertThat(without(
                        "AttributeName: parkedSort\n          AttributeType: S",
                        "AttributeName: parkedSort\n          AttributeType: N"))
                .containsExactly(
                        "the index parked of the table ProjectionsTable has the keys parked S, parkedSort N: they"
                                + " must be parked S, parkedSort S");
        assertThat(without("StreamViewType: NEW_IMAGE", "StreamViewType: KEYS_ONLY"))
                .containsExactly(
                        "the table EventsTable has no stream of new images: set its StreamViewType to NEW_IMAGE");
        assertThat(without("DAYBOOK_TABLES_CLAIMS:", "DAYBOOK_TABLES_CLAIM:"))
                .containsExactly("no table of the template is named by the variable DAYBOOK_TABLES_CLAIMS: add both");
    }

    @Test
    void rights_that_a_read_table_lacks_are_said() throws IOException {
        var template = Files.readString(TEMPLATE);
        var keep = template.indexOf("KeepRowsPolicy:");
        assertThat(defects(
                        parcels,
                        template.substring(0, keep)
                                + template.substring(keep).replaceFirst("RowsTable.Arn", "OtherTable.Arn")))
                .containsExactly("KeepRowsPolicy does not name the table RowsTable: add !GetAtt RowsTable.Arn");
    }

    @Test
    void routes_and_event_sources_that_are_missing_are_said() throws IOException {
        assertThat(without("Path: /{collection}/{id}/{command}", "Path: /{collection}/{id}"))
                .containsExactly("the function commands lacks the route POST /{collection}/{id}/{command}: add it as an"
                        + " HttpApi event");
        assertThat(without("- !GetAtt EventsTable.StreamArn", "- !GetAtt OtherTable.StreamArn"))
                .containsExactly(
                        "the function project does not read the stream of EventsTable: add it as a DynamoDB event");
        assertThat(without("StartingPosition: TRIM_HORIZON", "StartingPosition: LATEST"))
                .containsExactly("the function project would miss what was appended before it was deployed: set"
                        + " StartingPosition to TRIM_HORIZON");
        assertThat(without("FunctionResponseTypes: [ReportBatchItemFailures]", "Enabled: true"))
                .containsExactly(
                        "the function project reports partial failures of a batch, but Lambda ignores them: set"
                                + " FunctionResponseTypes to [ReportBatchItemFailures]");
    }

    @Test
    void routes_that_are_open_and_statements_about_everything_are_said() throws IOException {
        assertThat(without("DefaultAuthorizer: Callers", "FailOnWarnings: true"))
                .containsExactlyInAnyOrder(
                        open("POST /{collection}/{id}/{command}"), open("GET /{proxy+}"), open("$default"));
        assertThat(without("audience: !Ref JwtAudience", "scopes: []")).contains(open("GET /{proxy+}"));
        assertThat(without("""
                                    Path: /admin/parked
                                    Auth:
                                      Authorizer: AWS_IAM
                        """, """
                                    Path: /admin/parked
                        """))
                .containsExactly("the route GET /admin/parked is for operators: set its Auth.Authorizer to AWS_IAM, and"
                        + " EnableIamAuthorizer of its API to true");
        assertThat(without("Resource: !GetAtt CommandsLog.Arn", "Resource: '*'"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("CommandsRole allows [")
                .endsWith("] on everything: name the resources");
    }

    private static String open(String route) {
        return "the route " + route + " is open to anybody: set Auth.DefaultAuthorizer of its API to an authorizer with"
                + " a JwtConfiguration of issuer and audience";
    }

    private List<String> without(String part, String instead) throws IOException {
        var template = Files.readString(TEMPLATE);
        assertThat(template).contains(part);
        return defects(parcels, template.replace(part, instead));
    }

    private static List<String> defects(Catalog catalog, String template) {
        return TemplateCheck.defects(catalog, CloudTemplate.parse(template).root());
    }
}
