package io.daybook.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.store.LimitWatch.Limit;
import io.daybook.kernel.store.LimitWatch.Near;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitWatchTest {
    private final List<Near> told = new ArrayList<>();
    private final LimitWatch watch = new LimitWatch(told::add);

    @Test
    void half_of_a_limit_is_told_once_for_each_name() {
        assertThat(watch.isWithin(Limit.CLAIMS, "a-1", 48)).isTrue();
        assertThat(told).isEmpty();
        assertThat(watch.isWithin(Limit.CLAIMS, "a-1", 49)).isTrue();
        assertThat(watch.isWithin(Limit.CLAIMS, "a-1", 98)).isTrue();
        assertThat(watch.isWithin(Limit.CLAIMS, "a-2", 50)).isTrue();
        assertThat(told).containsExactly(new Near(Limit.CLAIMS, "a-1", 49), new Near(Limit.CLAIMS, "a-2", 50));
    }

    @Test
    void what_is_beyond_a_limit_is_told_once_more() {
        assertThat(watch.isWithin(Limit.ROW, "r", 300_000)).isTrue();
        assertThat(watch.isWithin(Limit.ROW, "r", 400_001)).isFalse();
        assertThat(watch.isWithin(Limit.ROW, "r", 400_002)).isFalse();
        assertThat(told).containsExactly(new Near(Limit.ROW, "r", 300_000), new Near(Limit.ROW, "r", 400_001));
    }

    @Test
    void one_name_may_come_near_several_limits() {
        watch.isWithin(Limit.ROW, "a-1", 300_000);
        watch.isWithin(Limit.SNAPSHOT, "a-1", 300_000);
        assertThat(told).containsExactly(new Near(Limit.ROW, "a-1", 300_000), new Near(Limit.SNAPSHOT, "a-1", 300_000));
    }

    @Test
    void no_more_than_10_000_are_remembered() {
        for (int i = 0; i <= 10_000; i++) {
            watch.isWithin(Limit.ROW, "r" + i, 300_000);
        }
        watch.isWithin(Limit.ROW, "r10000", 300_000);
        watch.isWithin(Limit.ROW, "r0", 300_000);
        assertThat(told).hasSize(10_002);
        assertThat(told.getLast()).isEqualTo(new Near(Limit.ROW, "r0", 300_000));
    }
}
