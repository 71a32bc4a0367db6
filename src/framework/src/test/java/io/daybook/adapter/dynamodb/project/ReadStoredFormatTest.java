package io.daybook.adapter.dynamodb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader.Hit;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.UnstorableRowException;
import io.daybook.kernel.store.LimitWatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Read tables can be rebuilt, but a release must be able to go on with what the one before it has written. */
final class ReadStoredFormatTest {
    private static final StreamName STREAM = new StreamName("member", "m1");
    private static final ReadItems ITEMS = new ReadItems("users", "1", LimitWatch.silent());

    private static final Row<String> ROW = new Row<>(
            "u1",
            7,
            3,
            "{\"name\":\"Ada\"}",
            List.of(IndexKey.of("email", "ada#1@example.com", ""), IndexKey.spread("status", "ACTIVE", "2026")),
            Set.of(IndexKey.of("word", "ad", "ada"), IndexKey.spread("word", "5%", "5% #1")),
            0xff00000000000002L);

    private static final AttributeValue HASH =
            AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {-1, 0, 0, 0, 0, 0, 0, 2}));

    private static final Map<String, AttributeValue> ITEM = Map.of(
            "key", AttributeValue.fromS("users#1#u1"),
            "version", AttributeValue.fromN("7"),
            "revision", AttributeValue.fromN("3"),
            "row", AttributeValue.fromS("{\"name\":\"Ada\"}"),
            "entries", AttributeValue.fromSs(List.of("word#ad#ada", "word*#5%25#5%25 %231")),
            "email", AttributeValue.fromS("users#1#ada%231@example.com"),
            "emailSort", AttributeValue.fromS("\0u1"),
            "status", AttributeValue.fromS("users#1#ACTIVE#4"),
            "statusSort", AttributeValue.fromS("2026\0u1"),
            "hash", HASH);

    @Test
    void a_row_is_stored_with_exactly_these_attributes() {
        assertThat(ITEMS.ofRow(ROW)).isEqualTo(ITEM);
        assertThat(ITEMS.row(ITEM)).isEqualTo(ROW);
    }

    @Test
    void a_tombstone_keeps_its_version_its_revision_and_its_hash_only() {
        var tombstone = new Row<String>("u1", 8, 4, null, List.of(), Set.of(), ROW.hash());
        var item = Map.of(
                "key", AttributeValue.fromS("users#1#u1"),
                "version", AttributeValue.fromN("8"),
                "revision", AttributeValue.fromN("4"),
                "hash", HASH);
        assertThat(ITEMS.ofRow(tombstone)).isEqualTo(item);
        assertThat(ITEMS.row(item)).isEqualTo(tombstone);
    }

    @Test
    void a_long_row_is_compressed_where_that_saves_a_write_unit() {
        var text = "{\"name\":\"" + "Ada ".repeat(1_000) + "\"}";
        var item = ITEMS.ofRow(new Row<>("u1", 7, 3, text, List.of(), Set.of()));
        assertThat(item.get("row").type()).isEqualTo(AttributeValue.Type.B);
        assertThat(ITEMS.row(item).value()).isEqualTo(text);
    }

    @Test
    void attributes_of_later_releases_are_ignored() {
        var item = new HashMap<>(ITEM);
        item.put("tenant", AttributeValue.fromS("t1"));
        assertThat(ITEMS.row(item)).isEqualTo(ROW);
    }

    @Test
    void an_entry_is_its_key_and_its_place_in_the_index() {
        assertThat(ITEMS.ofEntry("u1", IndexKey.of("word", "ad", "ada#%")))
                .isEqualTo(Map.of(
                        "key", AttributeValue.fromS("users#1.entry#word#ad#ada%23%25#u1"),
                        "word", AttributeValue.fromS("users#1#ad"),
                        "wordSort", AttributeValue.fromS("ada#%\0u1")));
        assertThat(ITEMS.ofEntry("u1", IndexKey.spread("word", "ad", "ada")))
                .isEqualTo(Map.of(
                        "key", AttributeValue.fromS("users#1.entry#word*#ad#ada#u1"),
                        "word", AttributeValue.fromS("users#1#ad#4"),
                        "wordSort", AttributeValue.fromS("ada\0u1")));
    }

    @Test
    void no_two_rows_or_entries_share_a_key() {
        assertThat(ITEMS.entryKey("u1", IndexKey.of("word", "a#b", "c")))
                .isNotEqualTo(ITEMS.entryKey("u1", IndexKey.of("word", "a", "b#c")));
        assertThat(ITEMS.entryKey("u1", IndexKey.of("word", "a", "b#c")))
                .isNotEqualTo(ITEMS.entryKey("c#u1", IndexKey.of("word", "a", "b")));
        assertThat(ITEMS.rowKey("entry#word#a#b#u1")).isNotEqualTo(ITEMS.entryKey("u1", IndexKey.of("word", "a", "b")));
    }

    @Test
    void a_place_in_an_index_tells_sort_and_row() {
        assertThat(ReadItems.hit("2026\0u1")).isEqualTo(new Hit("u1", "2026", "2026\0u1"));
        assertThat(ReadItems.hit("\0u1")).isEqualTo(new Hit("u1", "", "\0u1"));
        assertThat(ReadItems.hit("2026\0u\1\1\1\2")).isEqualTo(new Hit("u\0\1", "2026", "2026\0u\1\1\1\2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "version", "revision"})
    void an_item_that_lacks_an_attribute_is_no_row(String name) {
        var item = new HashMap<>(ITEM);
        item.remove(name);
        assertThatThrownBy(() -> ITEMS.row(item)).isInstanceOf(CorruptStreamException.class);
    }

    @Test
    void an_item_of_another_projection_is_no_row() {
        assertThatThrownBy(() -> new ReadItems("accounts", "1", LimitWatch.silent()).row(ITEM))
                .isInstanceOf(CorruptStreamException.class)
                .hasMessageContaining("another projection's");
    }

    @Test
    void what_is_longer_than_dynamodb_takes_is_refused_before_any_write() {
        var random = new Random(1);
        var text = new StringBuilder();
        random.ints(600_000, ' ', '~').forEach(text::appendCodePoint);
        var large = new Row<>("u1", 1, 1, text.toString(), List.of(), Set.of());
        assertThatThrownBy(() -> ITEMS.ofRow(large)).isInstanceOf(UnstorableRowException.class);
        var keys = List.of(
                IndexKey.of("email", "v".repeat(2_048), ""),
                IndexKey.of("email", "v", "s".repeat(1_000)),
                IndexKey.of("row", "v", "s"));
        for (var key : keys) {
            var row = new Row<>("u1", 1, 1, "{}", List.of(key), Set.of());
            assertThatThrownBy(() -> ITEMS.ofRow(row)).isInstanceOf(UnstorableRowException.class);
        }
        var longKey = new Row<>("k".repeat(2_041), 1, 1, "{}", List.of(), Set.of());
        assertThatThrownBy(() -> ITEMS.ofRow(longKey)).isInstanceOf(UnstorableRowException.class);
    }

    @Test
    void a_tallys_cursor_is_stored_with_exactly_these_attributes() {
        var whole = Map.of(
                "item", AttributeValue.fromS("tally#registrations#1#member-m1"),
                "version", AttributeValue.fromN("5"),
                "target", AttributeValue.fromN("5"),
                "hash", HASH);
        var at = Cursor.at(new StreamPosition(5, ROW.hash()));
        assertThat(TallyItems.ofTally(TallyItems.cursors("registrations", "1"), STREAM, at))
                .isEqualTo(whole);
        assertThat(TallyItems.tally(whole)).isEqualTo(at);
        assertThat(TallyItems.stream(whole)).isEqualTo(STREAM);

        var half = new HashMap<>(whole);
        half.put("target", AttributeValue.fromN("9"));
        half.put("rowDone", AttributeValue.fromS("2026-03-01#web"));
        var cursor = new Cursor(5, 9, "2026-03-01#web", ROW.hash());
        assertThat(TallyItems.ofTally(TallyItems.cursors("registrations", "1"), STREAM, cursor))
                .isEqualTo(half);
        assertThat(TallyItems.tally(half)).isEqualTo(cursor);
    }

    @Test
    void an_item_of_another_kind_is_no_cursor() {
        assertThatThrownBy(() -> TallyItems.tally(Map.of("item", AttributeValue.fromS("x"))))
                .isInstanceOf(CorruptStreamException.class);
    }
}
