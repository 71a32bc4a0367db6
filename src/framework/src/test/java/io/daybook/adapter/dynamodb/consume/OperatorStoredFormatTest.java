package io.daybook.adapter.dynamodb.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.DynamoSharedTable;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.operate.AuditEntry;
import io.daybook.kernel.operate.Decisions;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import io.daybook.kernel.shared.Revised;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What operators decided holds for every later release. */
final class OperatorStoredFormatTest {
    private static final OperatorItems.Standing FORM = new OperatorItems.Standing();
    private static final StreamName STREAM = new StreamName("member", "m1");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String WHO = "arn:aws:iam::123456789012:user/ada";

    @Test
    void decisions_are_stored_with_exactly_these_attributes() {
        var standing = new Revised<>(
                new Decisions(
                        Map.of("members", new Pause("a bad release", WHO, AT)),
                        Set.of(new Decisions.Event("sums", STREAM, 7), new Decisions.Event("members", STREAM, 12))),
                3);
        var item = Map.of(
                "item", AttributeValue.fromS("decisions"),
                "revision", AttributeValue.fromN("3"),
                "paused",
                        AttributeValue.fromM(Map.of(
                                "members",
                                AttributeValue.fromM(Map.of(
                                        "reason", AttributeValue.fromS("a bad release"),
                                        "who", AttributeValue.fromS(WHO),
                                        "at", AttributeValue.fromN("1772366400123"))))),
                "skipped", AttributeValue.fromSs(List.of("members#member-m1#12", "sums#member-m1#7")));
        assertThat(DynamoSharedTable.item(FORM, standing)).isEqualTo(item);
        assertThat(DynamoSharedTable.read(FORM, item)).isEqualTo(standing);
    }

    @Test
    void decisions_without_any_left_are_stored_without_a_set() {
        var standing = new Revised<>(Decisions.NONE, 4);
        var item = Map.of(
                "item", AttributeValue.fromS("decisions"),
                "revision", AttributeValue.fromN("4"),
                "paused", AttributeValue.fromM(Map.of()));
        assertThat(DynamoSharedTable.item(FORM, standing)).isEqualTo(item);
        assertThat(DynamoSharedTable.read(FORM, item)).isEqualTo(standing);
        assertThat(DynamoSharedTable.read(FORM, Map.of())).isEqualTo(new Revised<>(Decisions.NONE, 0));
    }

    @Test
    void a_skip_is_stored_with_exactly_these_attributes() {
        var skip = new Skip("members", STREAM, 7, "not worth a release", WHO, AT);
        var item = Map.of(
                "item", AttributeValue.fromS("skipped#members#member-m1#7"),
                "consumer", AttributeValue.fromS("members"),
                "stream", AttributeValue.fromS("member-m1"),
                "version", AttributeValue.fromN("7"),
                "reason", AttributeValue.fromS("not worth a release"),
                "who", AttributeValue.fromS(WHO),
                "at", AttributeValue.fromN("1772366400123"),
                "parked", AttributeValue.fromS("skipped"),
                "parkedSort", AttributeValue.fromS("001772366400123#skipped#members#member-m1#7"));
        assertThat(OperatorItems.ofSkip(skip)).isEqualTo(item);
        assertThat(OperatorItems.skip(item)).isEqualTo(skip);
    }

    @Test
    void an_entry_of_the_audit_trail_is_stored_with_exactly_these_attributes() {
        var entry = new AuditEntry("id-1", AT, WHO, "redrive", "all consumers", null);
        var item = Map.of(
                "item", AttributeValue.fromS("audit#001772366400123#id-1"),
                "id", AttributeValue.fromS("id-1"),
                "at", AttributeValue.fromN("1772366400123"),
                "who", AttributeValue.fromS(WHO),
                "action", AttributeValue.fromS("redrive"),
                "target", AttributeValue.fromS("all consumers"),
                "parked", AttributeValue.fromS("audit"),
                "parkedSort", AttributeValue.fromS("001772366400123#id-1"));
        assertThat(OperatorItems.ofAudit(entry)).isEqualTo(item);
        assertThat(OperatorItems.audit(item)).isEqualTo(entry);
    }

    @Test
    void an_item_of_another_kind_is_no_decision() {
        var other = Map.of("item", AttributeValue.fromS("x"));
        assertThatThrownBy(() -> DynamoSharedTable.read(FORM, other)).isInstanceOf(CorruptStreamException.class);
        assertThatThrownBy(() -> OperatorItems.skip(other)).isInstanceOf(CorruptStreamException.class);
        assertThatThrownBy(() -> OperatorItems.audit(other)).isInstanceOf(CorruptStreamException.class);
    }
}
