package io.daybook.kernel.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.kernel.rows.Index;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the rows of a read model are found follows from its lookups and its table. */
final class RowIndexesTest {
    private record Stay(@Nullable String room, LocalDate arrival, String status, List<String> guests, Instant at) {}

    private static final Stay STAY = new Stay(
            "r1", LocalDate.of(2026, 5, 3), "paid", List.of("Ada", "Bo"), Instant.parse("2026-01-02T03:04:05.6Z"));

    private static final List<Lookup<Stay>> LOOKUPS = List.of(
            Lookup.by("roomId", Stay::room)
                    .in("room")
                    .sortedByDay(Stay::arrival)
                    .withRange("arrival"),
            Lookup.by("status", Stay::status).spread().sortedByTime(Stay::at).descending(),
            Lookup.byWords("q", Stay::guests));

    @Test
    void in_a_table_of_its_own_each_lookup_has_its_index() {
        var indexes = RowIndexes.of("stays", LOOKUPS);
        assertThat(indexes.indexes()).containsExactly(new Index("room"), new Index("status"), new Index("q"));
        assertThat(indexes.indexes().getFirst().hashKey()).isEqualTo("room");
        assertThat(indexes.indexes().getFirst().rangeKey()).isEqualTo("roomSort");
        assertThat(indexes.keys(STAY))
                .containsExactly(
                        IndexKey.of("room", "r1", "2026-05-03"),
                        IndexKey.spread("status", "paid", "2026-01-02T03:04:05.600Z"));
        assertThat(indexes.entries(STAY))
                .containsExactlyInAnyOrder(IndexKey.of("q", "Ad", "Ada"), IndexKey.of("q", "Bo", "Bo"));
    }

    @Test
    void in_the_shared_table_all_have_one_and_the_first_stands_on_the_row() {
        var indexes = RowIndexes.of(ReadTables.SHARED, LOOKUPS);
        assertThat(indexes.indexes()).containsExactly(new Index("lookup"));
        assertThat(indexes.keys(STAY)).containsExactly(IndexKey.of("lookup", "r1", "2026-05-03"));
        assertThat(indexes.entries(STAY))
                .containsExactlyInAnyOrder(
                        IndexKey.spread("lookup", "status=paid", "2026-01-02T03:04:05.600Z"),
                        IndexKey.of("lookup", "q=Ad", "Ada"),
                        IndexKey.of("lookup", "q=Bo", "Bo"));
    }

    @Test
    void a_row_without_a_value_is_not_found_by_it() {
        var nowhere = new Stay(null, STAY.arrival(), "", List.of("", "Ada", "Ada"), STAY.at());
        var indexes = RowIndexes.of("stays", LOOKUPS);
        assertThat(indexes.keys(nowhere)).isEmpty();
        assertThat(indexes.entries(nowhere)).containsExactly(IndexKey.of("q", "Ad", "Ada"));
    }

    @Test
    void a_range_needs_an_order_and_words_have_their_own() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lookup.by("status", Stay::status).withRange("arrival"))
                .withMessage("the range arrival needs an order: say what the rows of one status are sorted by, before"
                        + " withRange");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lookup.byWords("q", Stay::guests).sortedByDay(Stay::arrival))
                .withMessage("q is sorted by its words");
    }
}
