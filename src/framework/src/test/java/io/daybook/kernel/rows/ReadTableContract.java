package io.daybook.kernel.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.rows.ReadTable.Written;
import io.daybook.kernel.rows.RowReader.Hit;
import io.daybook.kernel.rows.RowReader.IndexQuery;
import io.daybook.kernel.store.StateCodec;
import io.daybook.testtools.Race;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a table of rows does, wherever it is kept. Each test has a projection, and so a table, of its own. */
public abstract class ReadTableContract {
    private static final String INDEX = "lookup";
    private static final StateCodec<Line> CODEC = new JacksonStateCodec<>(Line.class, Json.mapper(List.of()));

    private final String projection = "p-" + UUID.randomUUID();

    protected abstract ReadTables tables();

    private record Line(String text) {}

    @Test
    void what_was_never_written_is_not_there() {
        assertThat(table().read("k")).isEmpty();
        assertThat(table().readAll(List.of("k", "l"), true)).isEmpty();
        assertThat(table().readAll(List.of(), true)).isEmpty();
        assertThat(find("v")).isEmpty();
    }

    @Test
    void a_row_is_read_back_equal_with_its_first_revision() {
        var written =
                write(Row.none("k"), row("k", 3, "a \"b\" é \uD83D\uDE00", keys("v", "1"), entries("w", "x", "y")));
        assertThat(written.revision()).isEqualTo(1);
        assertThat(table().read("k")).contains(written);
    }

    @Test
    void each_write_is_one_more_revision() {
        var first = write(Row.none("k"), row("k", 1, "a", keys("v", "1"), Set.of()));
        var second = write(first, next(first, 4, "b", keys("v", "2"), Set.of()));
        assertThat(second).isEqualTo(new Row<>("k", 4, 2, new Line("b"), keys("v", "2"), Set.of()));
        assertThat(table().read("k")).contains(second);
    }

    @Test
    void a_row_that_may_only_be_new_is_not_written_over() {
        var first = write(Row.none("k"), row("k", 1, "a", keys("v", "1"), entries("w", "x")));
        assertThat(table().write(Row.none("k"), row("k", 2, "b", keys("v", "2"), entries("w", "y"))))
                .isEqualTo(overtaken(first));
        assertThat(table().read("k")).contains(first);
        assertThat(sorts(find("w"))).containsExactly("x");
        assertThat(sorts(find("v"))).containsExactly("1");
    }

    @Test
    void a_row_that_moved_is_not_written_over() {
        var first = write(Row.none("k"), row("k", 1, "a", List.of(), entries("w", "x")));
        var second = write(first, next(first, 2, "b", List.of(), entries("w", "y")));
        assertThat(table().write(first, next(first, 2, "c", List.of(), entries("w", "z"))))
                .isEqualTo(overtaken(second));
        assertThat(table().read("k")).contains(second);
        assertThat(sorts(find("w"))).containsExactly("y");
    }

    @Test
    void a_tombstone_keeps_version_and_revision_and_is_found_nowhere() {
        var row = write(Row.none("k"), row("k", 1, "a", keys("v", "1"), entries("w", "x", "y")));
        var tombstone = write(row, new Row<>("k", 2, 1, null, List.of(), Set.of()));
        assertThat(tombstone).isEqualTo(new Row<Line>("k", 2, 2, null, List.of(), Set.of()));
        assertThat(table().read("k")).contains(tombstone);
        assertThat(table().readAll(List.of("k"), true)).isEqualTo(Map.of("k", tombstone));
        assertThat(find("v")).isEmpty();
        assertThat(find("w")).isEmpty();
    }

    @Test
    void a_tombstone_may_be_the_first_write_and_a_row_may_follow_it() {
        var tombstone = write(Row.none("k"), new Row<>("k", 1, 0, null, List.of(), Set.of()));
        var row = write(tombstone, next(tombstone, 2, "a", keys("v", "1"), entries("w", "x")));
        assertThat(table().read("k")).contains(row);
        assertThat(keysOf(find("v"))).containsExactly("k");
        assertThat(keysOf(find("w"))).containsExactly("k");
    }

    @Test
    void entries_that_a_row_no_longer_has_find_nothing() {
        var first = write(Row.none("k"), row("k", 1, "a", List.of(), entries("w", "a", "b", "c")));
        var second = write(first, next(first, 2, "b", List.of(), entries("w", "b", "d")));
        assertThat(sorts(find("w"))).containsExactly("b", "d");
        write(second, next(second, 3, "c", List.of(), Set.of()));
        assertThat(find("w")).isEmpty();
    }

    @Test
    void an_entry_and_a_key_may_lie_at_the_same_place() {
        write(Row.none("k"), row("k", 1, "a", keys("v", "1"), entries("v", "1", "2")));
        assertThat(keysOf(find("v"))).containsOnly("k");
        assertThat(sorts(find("v"))).contains("1", "2");
    }

    @Test
    void a_row_may_have_more_entries_than_a_transaction_takes() {
        var many = numbered("a", 200);
        var first = writeInSteps(Row.none("k"), row("k", 1, "a", List.of(), entries("w", many.toArray(String[]::new))));
        assertThat(table().read("k")).contains(first);
        assertThat(sorts(pages(query("w", 100)))).isEqualTo(many);

        var others = numbered("b", 200);
        var second = writeInSteps(first, next(first, 2, "b", List.of(), entries("w", others.toArray(String[]::new))));
        assertThat(table().read("k")).contains(second);
        assertThat(sorts(pages(query("w", 100)))).isEqualTo(others);

        writeInSteps(second, new Row<>("k", 3, second.revision(), null, List.of(), Set.of()));
        assertThat(find("w")).isEmpty();
    }

    @Test
    void many_rows_are_read_at_once_without_those_that_are_missing() {
        var keys = numbered("k", 250);
        var rows = keys.stream()
                .map(key -> write(Row.none(key), row(key, 1, key, List.of(), Set.of())))
                .collect(Collectors.toMap(Row::key, row -> row));
        var asked = new ArrayList<>(keys);
        asked.addAll(numbered("missing", 30));
        assertThat(table().readAll(asked, true)).isEqualTo(rows);
        assertThat(table().readAll(asked, false)).isEqualTo(rows);
    }

    @Test
    void rows_are_found_in_the_order_of_their_sort() {
        for (var sort : List.of("b", "a", "c", "ab", "", "é", "\uFFFD", "\uD83D\uDE00")) {
            write(Row.none("k" + sort), row("k" + sort, 1, sort, keys("v", sort), Set.of()));
        }
        assertThat(sorts(find("v"))).containsExactly("", "a", "ab", "b", "c", "é", "\uFFFD", "\uD83D\uDE00");
        assertThat(keysOf(find("v"))).containsExactly("k", "ka", "kab", "kb", "kc", "ké", "k\uFFFD", "k\uD83D\uDE00");
        assertThat(sorts(pages(descending("v", false, 100))))
                .containsExactly("\uD83D\uDE00", "\uFFFD", "é", "c", "b", "ab", "a", "");
    }

    /** A key may be what a client wrote, such as where a user came from. */
    @Test
    void a_key_may_hold_any_character() {
        var keys =
                List.of("a\u0000b", "a\u0001b", "\u0000", "\u0001\u0001\u0002", "a#b", "a%23b", "a b", "\uD83D\uDE00");
        for (var key : keys) {
            var written = write(Row.none(key), row(key, 1, "a", keys("v\u0000", "s\u0000"), entries("w", key)));
            assertThat(table().read(key)).contains(written);
        }
        assertThat(keysOf(pages(query("v\u0000", 1)))).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(keysOf(find("w"))).isEqualTo(sorts(find("w"))).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void only_the_value_that_is_looked_up_is_found() {
        write(Row.none("k"), row("k", 1, "a", keys("v", "1"), entries("w", "1")));
        write(Row.none("l"), row("l", 1, "a", keys("vv", "1"), entries("ww", "1")));
        assertThat(keysOf(find("v"))).containsExactly("k");
        assertThat(keysOf(find("w"))).containsExactly("k");
        assertThat(keysOf(find("vv"))).containsExactly("l");
        assertThat(find("V")).isEmpty();
    }

    @Test
    void projections_do_not_see_each_other() {
        var other = tables().open(ReadTables.SHARED, "p-" + UUID.randomUUID(), CODEC);
        var mine = write(Row.none("k"), row("k", 1, "mine", keys("v", "1"), entries("w", "1")));
        assertThat(other.read("k")).isEmpty();
        assertThat(other.find(query("v", 10)).hits()).isEmpty();
        other.write(Row.none("k"), row("k", 5, "other", keys("v", "2"), entries("w", "2")));
        assertThat(table().read("k")).contains(mine);
        assertThat(sorts(find("v"))).containsExactly("1");
        assertThat(sorts(find("w"))).containsExactly("1");
    }

    @Test
    void a_range_takes_its_ends_and_what_begins_with_the_last() {
        for (var sort : List.of("2026-01", "2026-02", "2026-02-01", "2026-02-28", "2026-03", "2026-03-31", "2026-04")) {
            write(Row.none(sort), row(sort, 1, sort, keys("v", sort), Set.of()));
        }
        assertThat(range("2026-02", "2026-03"))
                .containsExactly("2026-02", "2026-02-01", "2026-02-28", "2026-03", "2026-03-31");
        assertThat(range("2026-02-01", "2026-02")).containsExactly("2026-02-01", "2026-02-28");
        assertThat(range("2026-02-02", null)).containsExactly("2026-02-28", "2026-03", "2026-03-31", "2026-04");
        assertThat(range(null, "2026-02")).containsExactly("2026-01", "2026-02", "2026-02-01", "2026-02-28");
        assertThat(range("2027", "2028")).isEmpty();
    }

    @Test
    void a_prefix_finds_what_begins_with_it() {
        write(Row.none("k"), row("k", 1, "a", List.of(), entries("ad", "ada", "adam", "adz", "ad")));
        write(Row.none("l"), row("l", 1, "a", List.of(), entries("ad", "ada\uD83D\uDE00", "ae")));
        assertThat(sorts(pages(new IndexQuery(INDEX, "ad", false, "ada", "ada", false, null, 1))))
                .containsExactly("ada", "adam", "ada\uD83D\uDE00");
    }

    @Test
    void pages_give_each_row_exactly_once() {
        var rows = numbered("k", 37);
        rows.forEach(key -> write(Row.none(key), row(key, 1, key, keys("v", key.substring(0, 3)), Set.of())));
        for (int limit : List.of(1, 7, 37, 100)) {
            assertThat(keysOf(pages(query("v", limit)))).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(sorts(pages(query("v", limit)))).isSorted();
            assertThat(keysOf(pages(descending("v", false, limit))))
                    .containsExactlyElementsOf(keysOf(pages(query("v", limit))).reversed());
        }
    }

    @Test
    void spread_rows_are_merged_and_paged_exactly_once() {
        var rows = numbered("k", 61);
        rows.forEach(key ->
                write(Row.none(key), row(key, 1, key, List.of(IndexKey.spread(INDEX, "open", sortOf(key))), Set.of())));
        for (int limit : List.of(1, 7, 61, 100)) {
            var found = pages(new IndexQuery(INDEX, "open", true, null, null, false, null, limit));
            assertThat(keysOf(found)).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(sorts(found)).isSorted();
            var newestFirst = pages(descending("open", true, limit));
            assertThat(keysOf(newestFirst)).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(sorts(newestFirst).reversed()).isSorted();
        }
        assertThat(sorts(pages(new IndexQuery(INDEX, "open", true, "11", "12", true, null, 3))))
                .isEqualTo(rows.stream()
                        .map(ReadTableContract::sortOf)
                        .filter(sort -> sort.equals("11") || sort.equals("12"))
                        .sorted((one, other) -> other.compareTo(one))
                        .toList());
    }

    @Test
    void a_page_may_begin_behind_any_hit() {
        numbered("k", 9).forEach(key -> write(Row.none(key), row(key, 1, key, keys("v", key), Set.of())));
        var all = find("v");
        for (int i = 0; i < all.size(); i++) {
            var after = all.get(i).at();
            assertThat(table().find(new IndexQuery(INDEX, "v", false, null, null, false, after, 100))
                            .hits())
                    .isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void a_page_must_have_a_size_within_the_limit() {
        assertThatIllegalArgumentException().isThrownBy(() -> table().find(query("v", 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> table().find(query("v", RowReader.PAGE_MAX + 1)));
    }

    @Test
    void of_sixteen_who_write_a_new_row_one_does_and_the_others_see_it() {
        var results = Race.of(
                16, runner -> table().write(Row.none("k"), row("k", runner + 1L, "by " + runner, List.of(), Set.of())));
        var stored = table().read("k").orElseThrow();
        assertThat(results).containsOnlyOnce(done(stored));
        assertThat(results.stream().filter(overtaken(stored)::equals)).hasSize(15);
    }

    @Test
    void sixteen_who_write_one_row_with_entries_leave_what_the_last_one_wrote() {
        Race.of(16, runner -> {
            var row = table().read("k").orElse(Row.none("k"));
            for (int turns = 0; turns < 3; ) {
                var entries = entries("w", "r" + runner, "t" + turns, "r" + runner + "t" + turns);
                switch (table().write(row, next(row, row.version() + 1, "by " + runner, List.of(), entries))) {
                    case Written.Done<Line>(var written, var _) -> {
                        row = written;
                        turns++;
                    }
                    case Written.Overtaken<Line>(var theirs, var _) -> row = theirs;
                }
            }
            return row;
        });
        var last = table().read("k").orElseThrow();
        assertThat(last.revision()).isEqualTo(48);
        assertThat(last.version()).isEqualTo(48);
        assertThat(sorts(find("w")))
                .containsExactlyInAnyOrderElementsOf(
                        last.entries().stream().map(IndexKey::sort).toList());
    }

    private static Written<Line> done(Row<Line> row) {
        return new Written.Done<>(row, valueLength(row));
    }

    private static Written<Line> overtaken(Row<Line> row) {
        return new Written.Overtaken<>(row, valueLength(row));
    }

    private static int valueLength(Row<Line> row) {
        return row.value() == null ? 0 : CODEC.encode(row.value()).length();
    }

    private ReadTable<Line> table() {
        return tables().open(ReadTables.SHARED, projection, CODEC);
    }

    private Row<Line> write(Row<Line> before, Row<Line> next) {
        var written =
                new Row<>(next.key(), next.version(), before.revision() + 1, next.value(), next.keys(), next.entries());
        assertThat(table().write(before, next)).isEqualTo(done(written));
        return written;
    }

    /** As {@link #write}, of so many entries that it may take several revisions. */
    private Row<Line> writeInSteps(Row<Line> before, Row<Line> next) {
        var done = (Written.Done<Line>) table().write(before, next);
        var revision = done.row().revision();
        assertThat(revision).isGreaterThan(before.revision());
        assertThat(done.row())
                .isEqualTo(new Row<>(next.key(), next.version(), revision, next.value(), next.keys(), next.entries()));
        return done.row();
    }

    private static Row<Line> row(String key, long version, String text, List<IndexKey> keys, Set<IndexKey> entries) {
        return new Row<>(key, version, 0, new Line(text), keys, entries);
    }

    private static Row<Line> next(
            Row<Line> before, long version, String text, List<IndexKey> keys, Set<IndexKey> entries) {
        return new Row<>(before.key(), version, before.revision(), new Line(text), keys, entries);
    }

    private static List<IndexKey> keys(String value, String sort) {
        return List.of(IndexKey.of(INDEX, value, sort));
    }

    private static Set<IndexKey> entries(String value, String... sorts) {
        return List.of(sorts).stream()
                .map(sort -> IndexKey.of(INDEX, value, sort))
                .collect(Collectors.toSet());
    }

    /** In the order of their text. */
    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "%s%04d".formatted(prefix, n))
                .toList();
    }

    private static String sortOf(String key) {
        return "%02d".formatted(Math.floorMod(key.hashCode() * 31, 20));
    }

    private List<Hit> find(String value) {
        return table().find(query(value, 100)).hits();
    }

    private List<String> range(@Nullable String from, @Nullable String to) {
        return sorts(pages(new IndexQuery(INDEX, "v", false, from, to, false, null, 2)));
    }

    private static IndexQuery query(String value, int limit) {
        return new IndexQuery(INDEX, value, false, null, null, false, null, limit);
    }

    private static IndexQuery descending(String value, boolean spread, int limit) {
        return new IndexQuery(INDEX, value, spread, null, null, true, null, limit);
    }

    private List<Hit> pages(IndexQuery first) {
        var hits = new ArrayList<Hit>();
        @Nullable String after = null;
        do {
            var page = table().find(new IndexQuery(
                    first.index(),
                    first.value(),
                    first.spread(),
                    first.from(),
                    first.to(),
                    first.descending(),
                    after,
                    first.limit()));
            assertThat(page.hits()).hasSizeLessThanOrEqualTo(first.limit());
            hits.addAll(page.hits());
            after = page.next();
        } while (after != null);
        return hits;
    }

    private static List<String> sorts(Collection<Hit> hits) {
        return hits.stream().map(Hit::sort).toList();
    }

    private static List<String> keysOf(Collection<Hit> hits) {
        return hits.stream().map(Hit::key).toList();
    }
}
