package io.daybook.kernel.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RecentTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = BEGIN;
    private int reads;
    private final Recent<Integer> recent = new Recent<>(() -> now);

    private int get() {
        return recent.get(() -> ++reads);
    }

    @Test
    void a_value_is_read_again_when_it_is_five_seconds_old() {
        assertThat(recent.last()).isEmpty();
        assertThat(get()).isEqualTo(1);
        now = BEGIN.plus(Recent.AGE_MAX).minusNanos(1);
        assertThat(get()).isEqualTo(1);
        now = BEGIN.plus(Recent.AGE_MAX);
        assertThat(recent.last()).contains(1);
        assertThat(get()).isEqualTo(2);
    }

    @Test
    void a_clock_that_was_set_back_keeps_no_old_value() {
        get();
        now = BEGIN.minus(Duration.ofHours(1));
        assertThat(get()).isEqualTo(2);
    }

    @Test
    void a_value_is_as_old_as_the_beginning_of_its_read() {
        recent.anew(() -> {
            now = now.plus(Recent.AGE_MAX);
            return ++reads;
        });
        assertThat(get()).isEqualTo(2);
    }

    @Test
    void what_is_forgotten_is_read_again() {
        get();
        recent.forget();
        assertThat(recent.last()).isEmpty();
        assertThat(get()).isEqualTo(2);
    }
}
