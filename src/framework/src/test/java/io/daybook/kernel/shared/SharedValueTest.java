package io.daybook.kernel.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.memory.MemorySharedTable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SharedValueTest {
    private final MemorySharedTable<Integer> table = new MemorySharedTable<>(0);
    private final SharedValue<Integer> value = new SharedValue<>(table, "the numbers", Backoff.none());

    private void changedByAnother() {
        var there = table.read();
        assertThat(table.replace(there, there.value() + 100)).isTrue();
    }

    @Test
    void a_change_starts_again_from_what_another_has_written() {
        var changed = value.change(seen -> {
            if (seen.isFirst()) {
                changedByAnother();
            }
            return Optional.of(seen.value() + 1);
        });
        assertThat(changed).isEqualTo(new Revised<>(101, 2));
        assertThat(value.read()).isEqualTo(changed);
    }

    @Test
    void where_there_is_nothing_to_change_nothing_is_written() {
        assertThat(value.change(seen -> Optional.empty())).isEqualTo(new Revised<>(0, 0));
        assertThat(table.read()).isEqualTo(new Revised<>(0, 0));
    }

    @Test
    void whoever_is_overtaken_every_time_says_what_could_not_be_changed() {
        assertThatThrownBy(() -> value.change(seen -> {
                    changedByAnother();
                    return Optional.of(seen.value() + 1);
                }))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the numbers were changed by others 20 times in a row");
        assertThat(table.read()).isEqualTo(new Revised<>(2_000, 20));
    }
}
