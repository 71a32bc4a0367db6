package io.daybook.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.StreamName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept is a number, as far along as it is large. */
class StreamCacheTest {
    private final StreamCache<Long> cache = new StreamCache<>(new StreamCache.Limit(3, 100), value -> value);

    @Test
    void what_was_not_used_for_longest_goes_where_there_are_too_many() {
        put("a", 1, 1);
        put("b", 1, 1);
        put("c", 1, 1);
        cache.get(stream("a"));
        put("d", 1, 1);
        assertThat(kept("a", "b", "c", "d")).containsExactly("a", "c", "d");
    }

    @Test
    void what_was_not_used_for_longest_goes_where_all_together_are_too_large() {
        put("a", 1, 40);
        put("b", 1, 60);
        assertThat(kept("a", "b")).containsExactly("a", "b");
        put("c", 1, 1);
        assertThat(kept("a", "b", "c")).containsExactly("b", "c");
    }

    @Test
    void what_grows_counts_with_its_new_size_only() {
        put("a", 1, 40);
        put("a", 2, 50);
        put("b", 1, 50);
        assertThat(kept("a", "b")).containsExactly("a", "b");
    }

    @Test
    void what_is_too_large_by_itself_is_not_kept_and_leaves_the_others() {
        put("a", 1, 40);
        put("b", 1, 40);
        put("b", 2, 101);
        assertThat(kept("a", "b")).containsExactly("a");
    }

    @Test
    void what_is_further_along_stays() {
        put("a", 2, 40);
        put("a", 1, 101);
        assertThat(cache.get(stream("a"))).contains(2L);
    }

    @Test
    void after_it_was_cleared_there_is_room_for_all() {
        put("a", 1, 100);
        cache.clear();
        assertThat(kept("a")).isEmpty();
        put("b", 1, 50);
        put("c", 1, 50);
        assertThat(kept("b", "c")).containsExactly("b", "c");
    }

    private void put(String id, long value, long bytes) {
        cache.put(stream(id), value, bytes);
    }

    private List<String> kept(String... ids) {
        return Stream.of(ids).filter(id -> cache.get(stream(id)).isPresent()).toList();
    }

    private static StreamName stream(String id) {
        return new StreamName("notes", id);
    }
}
