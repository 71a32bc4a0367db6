package io.daybook.kernel.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.shared.Revised;
import io.daybook.kernel.shared.SharedTableContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every table of pointers and signs of life does. */
public abstract class GenerationTableContract extends SharedTableContract<Pointers> {
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00.123Z");

    /** Without pointers, and without signs of the releases that are used here. */
    @Override
    protected abstract GenerationTable fresh();

    @Override
    protected final Pointers none() {
        return Pointers.NONE;
    }

    @Override
    protected final Pointers some(int number) {
        var tally = new Pointer("sales", true, 3, List.of(), Set.of());
        return Pointers.NONE
                .with(pointer())
                .with(tally)
                .withRelease("one")
                .withRelease("two started # today")
                .withRelease("release-" + number);
    }

    private static Pointer pointer() {
        var first = new Generation("1", 1, State.SERVED, null, "rows", AT, AT, null, "one", null);
        var second = new Generation(
                "asof-2", 2, State.AS_OF, AT.minusSeconds(90), "orders", AT, AT.plusSeconds(1), AT, "two", "job-1");
        return new Pointer("orders", false, 0, List.of(), Set.of())
                .with(first)
                .with(second)
                .tried(Pointer.trial(2, "two"));
    }

    /** Source: docs/adr, the decision that all pointers are one item. */
    @Test
    void there_is_room_for_two_thousand_generations() {
        var table = fresh();
        var seen = table.read();
        var next = Pointers.NONE;
        for (int i = 0; i < 200; i++) {
            var pointer = new Pointer("read-model-" + i, false, 0, List.of(), Set.of());
            for (int number = 1; number <= 10; number++) {
                pointer = pointer.with(new Generation(
                        String.valueOf(number), 1, State.KEPT, null, "rows", AT, AT, AT, "one", "0mwsz6rnf-935ecbde"));
            }
            next = next.with(pointer);
        }
        assertThat(table.replace(seen, next)).isTrue();
        assertThat(table.read()).isEqualTo(new Revised<>(next, 1));
    }

    @Test
    void a_sign_replaces_the_one_before_it_and_goes_with_its_release() {
        var table = fresh();
        var sign = new Sign("project", "one", true, Map.of("orders", Set.of(1, 2)), AT);
        var later = new Sign("project", "one", true, Map.of("orders", Set.of(2)), AT.plusSeconds(60));
        var other = new Sign("queries", "two", false, Map.of(), AT);
        table.leave(sign);
        table.leave(later);
        table.leave(other);
        assertThat(table.signs(Set.of("one", "two", "three"))).containsExactlyInAnyOrder(later, other);
        assertThat(table.signs(Set.of())).isEmpty();
        table.removeSigns("one");
        assertThat(table.signs(Set.of("one", "two"))).containsExactly(other);
        table.removeSigns("two");
    }
}
