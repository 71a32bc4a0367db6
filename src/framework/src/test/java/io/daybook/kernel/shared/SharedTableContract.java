package io.daybook.kernel.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testtools.Race;
import org.junit.jupiter.api.Test;

/** What every table of one shared value does. */
public abstract class SharedTableContract<T> {
    /** One that was never written. */
    protected abstract SharedTable<T> fresh();

    /** The value that was never written. */
    protected abstract T none();

    /** Any other value, not the same for two numbers. */
    protected abstract T some(int number);

    private Revised<T> never() {
        return new Revised<>(none(), 0);
    }

    @Test
    void a_value_is_read_as_it_was_written() {
        var table = fresh();
        assertThat(table.read()).isEqualTo(never());
        assertThat(table.replace(never(), some(1))).isTrue();
        assertThat(table.read()).isEqualTo(new Revised<>(some(1), 1));
        assertThat(table.replace(table.read(), none())).isTrue();
        assertThat(table.read()).isEqualTo(new Revised<>(none(), 2));
    }

    @Test
    void a_value_without_anything_in_it_is_one() {
        var table = fresh();
        assertThat(table.replace(never(), none())).isTrue();
        assertThat(table.read()).isEqualTo(new Revised<>(none(), 1));
    }

    @Test
    void whoever_has_seen_an_older_value_replaces_nothing() {
        var table = fresh();
        assertThat(table.replace(never(), none())).isTrue();
        assertThat(table.replace(never(), some(1))).isFalse();
        var seen = table.read();
        assertThat(table.replace(seen, some(2))).isTrue();
        assertThat(table.replace(seen, none())).isFalse();
        assertThat(table.read()).isEqualTo(new Revised<>(some(2), 2));
    }

    @Test
    void of_several_who_replace_a_value_one_wins() {
        var table = fresh();
        var seen = table.read();
        var won = Race.of(8, runner -> table.replace(seen, some(runner)));
        assertThat(won).containsOnlyOnce(true);
        assertThat(table.read()).isEqualTo(new Revised<>(some(won.indexOf(true)), 1));
    }
}
