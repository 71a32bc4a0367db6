package io.daybook.adapter.dynamodb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.UnstorableRowException;
import io.daybook.kernel.store.LimitWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A row is told of before it is too large. */
class LargeRowTest {
    private final List<String> told = new ArrayList<>();
    private final ReadItems items =
            new ReadItems("orders", "1", new LimitWatch(near -> told.add(near.limit() + " " + near.name())));

    @Test
    void a_row_of_half_the_size_is_told_once_and_stored() {
        items.ofRow(row(150_000));
        assertThat(told).isEmpty();
        items.ofRow(row(400_000));
        items.ofRow(row(400_000));
        assertThat(told).containsExactly("ROW orders#1#o1");
    }

    @Test
    void it_counts_as_it_is_stored() {
        var row = new Row<>("o1", 1, 1, "x".repeat(5_000_000), List.of(), Set.of());
        items.ofRow(row);
        assertThat(told).isEmpty();
    }

    @Test
    void a_row_that_is_too_large_is_told_and_refused() {
        assertThatThrownBy(() -> items.ofRow(row(900_000)))
                .isInstanceOf(UnstorableRowException.class)
                .hasMessageMatching("a row is \\d+ bytes long; the limit is 400000");
        assertThat(told).containsExactly("ROW orders#1#o1");
    }

    /** Of random letters, which gzip brings to about 60 %. */
    private static Row<String> row(int letters) {
        var text = new Random(1)
                .ints(letters, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return new Row<>("o1", 1, 1, text.toString(), List.of(), Set.of());
    }
}
