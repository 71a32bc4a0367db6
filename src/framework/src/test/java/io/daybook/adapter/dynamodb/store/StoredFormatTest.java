package io.daybook.adapter.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Commits;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.store.Snapshots.RecentCommand;
import io.daybook.kernel.store.Snapshots.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is in the tables stays readable for ever: a change of these attributes must read the old ones too. */
final class StoredFormatTest {
    private static final StreamName STREAM = new StreamName("wallet", "w1");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    private static final Commit COMMIT = new Commit(
            STREAM,
            3,
            List.of(
                    new EncodedEvent("e-1", "CoinsFilled", 1, "{\"amount\":\"5.00\",\"balance\":\"15.00\"}"),
                    new EncodedEvent("e-2", "WalletClosed", 2, "{}"),
                    new EncodedEvent("e-3", "CoinsFilled", 1, "{\"amount\":\"1.00\"}")),
            new EventMetadata("c-1", "k-1", "u-1", "ada", AT, "test-1"),
            new Fingerprint(1, 2),
            new CommitHash(3, 4, 5, -1),
            6);

    private static final Map<String, AttributeValue> ITEM = Map.ofEntries(
            Map.entry("stream", AttributeValue.fromS("wallet-w1")),
            Map.entry("version", AttributeValue.fromN("3")),
            Map.entry("count", AttributeValue.fromN("3")),
            Map.entry(
                    "events",
                    AttributeValue.fromS("[{\"id\":\"e-1\",\"type\":\"CoinsFilled\",\"schema\":1,"
                            + "\"data\":{\"amount\":\"5.00\",\"balance\":\"15.00\"}},"
                            + "{\"id\":\"e-2\",\"type\":\"WalletClosed\",\"schema\":2,\"data\":{}},"
                            + "{\"id\":\"e-3\",\"type\":\"CoinsFilled\",\"schema\":1,"
                            + "\"data\":{\"amount\":\"1.00\"}}]")),
            Map.entry("types", AttributeValue.fromSs(List.of("CoinsFilled", "WalletClosed"))),
            Map.entry("commandId", AttributeValue.fromS("c-1")),
            Map.entry("correlationId", AttributeValue.fromS("k-1")),
            Map.entry("causationId", AttributeValue.fromS("u-1")),
            Map.entry("userId", AttributeValue.fromS("ada")),
            Map.entry("at", AttributeValue.fromN("1772366400123")),
            Map.entry("release", AttributeValue.fromS("test-1")),
            Map.entry("fingerprint", bytes("00000000000000010000000000000002")),
            Map.entry("hash", bytes("000000000000000300000000000000040000000000000005ffffffffffffffff")),
            Map.entry("previous", bytes("0000000000000006")));

    private static AttributeValue bytes(String hex) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(HexFormat.of().parseHex(hex)));
    }

    @Test
    void a_commit_is_stored_with_exactly_these_attributes() {
        assertThat(CommitItem.of(COMMIT).attributes()).isEqualTo(ITEM);
        assertThat(Items.commit(ITEM)).isEqualTo(COMMIT);
    }

    @Test
    void a_commit_without_a_user_and_a_fingerprint_has_no_such_attributes() {
        var metadata = new EventMetadata("c-1", "k-1", "u-1", null, AT, "test-1");
        var commit = new Commit(STREAM, 3, COMMIT.events(), metadata, null, COMMIT.hash(), COMMIT.previous());
        var item = new HashMap<>(ITEM);
        item.remove("userId");
        item.remove("fingerprint");
        assertThat(CommitItem.of(commit).attributes()).isEqualTo(item);
        assertThat(Items.commit(item)).isEqualTo(commit);
    }

    @Test
    void a_commit_of_the_format_before_the_first_release_is_refused_with_that_word() {
        var item = new HashMap<>(ITEM);
        List.of("hash", "previous", "release", "fingerprint").forEach(item::remove);
        assertThatThrownBy(() -> Items.commit(item))
                .isInstanceOf(CorruptStreamException.class)
                .hasMessageContaining("it has no hash: it is of the format before the first release");
    }

    @Test
    void attributes_and_fields_of_later_releases_are_ignored() {
        var item = new HashMap<>(ITEM);
        item.put("tenant", AttributeValue.fromS("t1"));
        item.put(
                "events",
                AttributeValue.fromS("[{\"more\":[{\"id\":\"x\"}],\"data\":{},\"id\":\"e-1\",\"type\":\"A\","
                        + "\"schema\":1,\"last\":null}]"));
        item.put("count", AttributeValue.fromN("1"));
        assertThat(Items.commit(item).events()).containsExactly(new EncodedEvent("e-1", "A", 1, "{}"));
    }

    @Test
    void a_claim_names_its_owner() {
        assertThat(Items.ofClaim("member-email#ada@example.com", STREAM))
                .isEqualTo(Map.of(
                        "claim", AttributeValue.fromS("unique#member-email#ada@example.com"),
                        "owner", AttributeValue.fromS("wallet-w1")));
    }

    @Test
    void a_receipt_keeps_the_outcome() {
        var key = AttributeValue.fromS("receipt#wallet-w1#c-1");
        assertThat(Items.ofReceipt(receipt(Outcome.Accepted.at(7))))
                .isEqualTo(Map.of(
                        "claim", key,
                        "outcome", AttributeValue.fromS("appended"),
                        "version", AttributeValue.fromN("7")));
        assertThat(Items.ofReceipt(receipt(new Outcome.Unchanged(8))))
                .isEqualTo(Map.of(
                        "claim", key,
                        "outcome", AttributeValue.fromS("unchanged"),
                        "version", AttributeValue.fromN("8")));
        assertThat(Items.ofReceipt(receipt(new Outcome.Rejected("no-way", "No."))))
                .isEqualTo(Map.of(
                        "claim", key,
                        "outcome", AttributeValue.fromS("rejected"),
                        "code", AttributeValue.fromS("no-way"),
                        "message", AttributeValue.fromS("No.")));
        var withFingerprint = new Receipt(STREAM, "c-1", new Fingerprint(1, 2), new Outcome.NotFound());
        assertThat(Items.ofReceipt(withFingerprint).get("fingerprint")).isEqualTo(ITEM.get("fingerprint"));
        assertThat(Items.receipt(receipt(new Outcome.NotFound()), Items.ofReceipt(withFingerprint)))
                .isEqualTo(withFingerprint);
        assertThat(Items.ofReceipt(receipt(new Outcome.NotFound())))
                .isEqualTo(Map.of("claim", key, "outcome", AttributeValue.fromS("not-found")));
    }

    @Test
    void a_snapshot_is_stored_with_exactly_these_attributes() {
        var snapshot = new Snapshot(
                100,
                AT,
                COMMIT.hash(),
                "{\"balance\":\"1.00\"}",
                List.of(new RecentCommand("c-\"1", 99), new RecentCommand("c-2", 100)));
        var item = Map.of(
                "stream", AttributeValue.fromS("wallet-w1#f1"),
                "version", AttributeValue.fromN("100"),
                "at", AttributeValue.fromN("1772366400123"),
                "hash", ITEM.get("hash"),
                "state", AttributeValue.fromS("{\"balance\":\"1.00\"}"),
                "recent", AttributeValue.fromS("[[\"c-\\\"1\",99],[\"c-2\",100]]"));
        assertThat(Items.ofSnapshot(STREAM, "f1", snapshot)).isEqualTo(item);
        assertThat(Items.snapshot(item)).isEqualTo(snapshot);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream",
                "version",
                "count",
                "events",
                "commandId",
                "correlationId",
                "causationId",
                "at",
                "release",
                "hash",
                "previous"
            })
    void an_item_that_lacks_an_attribute_is_no_commit(String name) {
        var item = new HashMap<>(ITEM);
        item.remove(name);
        assertThatThrownBy(() -> Items.commit(item)).isInstanceOf(CorruptStreamException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[", "{}", "[]", "[1,2,3]", "null", "[{\"id\":1}", "[{},{},{\"data\":3}]", "[{},{},{}] x"})
    void an_item_whose_events_are_something_else_is_no_commit(String events) {
        var item = new HashMap<>(ITEM);
        item.put("events", AttributeValue.fromS(events));
        assertThatThrownBy(() -> Items.commit(item))
                .isInstanceOf(CorruptStreamException.class)
                .hasMessageContaining("wallet-w1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "[]", "{", "{} ", " {}", "{},\"x\":{}", "{}}{", "null", "{} {}", "{a:1}"})
    void an_event_whose_data_is_no_json_object_is_not_stored(String data) {
        assertThatThrownBy(() -> CommitItem.of(
                        Commits.commit(STREAM, 1, List.of(new EncodedEvent("e-1", "A", 1, data)), COMMIT.metadata())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Receipt receipt(Outcome.Settled settled) {
        return new Receipt(STREAM, "c-1", null, settled);
    }
}
