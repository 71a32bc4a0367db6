package io.daybook.kernel.saga;

import static io.daybook.kernel.saga.SagaRows.AT;
import static io.daybook.kernel.saga.SagaRows.STEP;
import static io.daybook.kernel.saga.SagaRows.atStep;
import static io.daybook.kernel.saga.SagaRows.dueAt;
import static io.daybook.kernel.saga.SagaRows.started;
import static io.daybook.kernel.saga.SagaRows.startedAt;
import static io.daybook.kernel.saga.SagaRows.stuck;
import static io.daybook.kernel.saga.SagaRows.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.saga.SagaTable.Due;
import io.daybook.kernel.saga.SagaTable.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How instances are found: by when they are due, and by their step. */
public abstract class SagaListsContract {
    /** Long before anything that another test leaves behind is due. */
    private static final Instant EARLY = Instant.parse("1999-12-31T23:59:59.999Z");

    /** A saga that no other test uses. */
    protected final String saga = "s" + UUID.randomUUID();

    protected abstract SagaTable table();

    @Test
    void rows_are_due_at_their_time_and_never_without_one() {
        nothingIsDueEarly();
        save(dueAt(started(saga, "later"), EARLY.plusMillis(1)));
        save(dueAt(started(saga, "now"), EARLY));
        save(dueAt(started(saga, "before"), EARLY.minusSeconds(60)));
        save(dueAt(started(saga, "never"), null));
        assertThat(table().due(EARLY, 10))
                .containsExactly(new Due(saga, "before", EARLY.minusSeconds(60)), new Due(saga, "now", EARLY));
        assertThat(table().due(EARLY.minusSeconds(61), 10)).isEmpty();
    }

    @Test
    void a_row_is_due_when_its_last_save_says() {
        nothingIsDueEarly();
        var row = save(dueAt(started(saga, "a"), EARLY.minusSeconds(60)));
        row = save(dueAt(row, EARLY.plusSeconds(60)));
        assertThat(table().due(EARLY, 10)).isEmpty();
        row = save(dueAt(row, EARLY.minusSeconds(30)));
        assertThat(table().due(EARLY, 10)).containsExactly(new Due(saga, "a", EARLY.minusSeconds(30)));
        save(dueAt(row, null));
        assertThat(table().due(EARLY, 10)).isEmpty();
    }

    @Test
    void the_longest_overdue_come_first_and_no_more_than_asked_for() {
        nothingIsDueEarly();
        var expected = new ArrayList<Due>();
        for (int i = 0; i < 40; i++) {
            var id = "i" + i;
            save(dueAt(started(saga, id), EARLY.minusSeconds(i)));
            expected.addFirst(new Due(saga, id, EARLY.minusSeconds(i)));
        }
        assertThat(table().due(EARLY, 7)).isEqualTo(expected.subList(0, 7));
        assertThat(table().due(EARLY, SagaTable.PAGE_MAX)).isEqualTo(expected);
    }

    @Test
    void rows_at_a_step_are_listed_by_when_they_started_each_exactly_once() {
        var expected = new ArrayList<String>();
        // Several start in the same millisecond.
        for (int i = 0; i < 45; i++) {
            var id = "i%02d".formatted((i * 7) % 45);
            save(startedAt(started(saga, id), AT.plusMillis(Integer.parseInt(id.substring(1)) / 4)));
        }
        IntStream.range(0, 45).forEach(i -> expected.add("i%02d".formatted(i)));
        for (int limit : new int[] {1, 4, 44, 45, SagaTable.PAGE_MAX}) {
            assertThat(idsAtStep(STEP, limit)).isEqualTo(expected);
        }
    }

    @Test
    void a_row_is_listed_whole_and_at_its_last_step_only() {
        var row = save(started(saga, "a"));
        var moved = save(atStep(row, "paying"));
        assertThat(table().atStep(saga, STEP, null, 10)).isEqualTo(new Page(List.of(), null));
        assertThat(table().atStep(saga, "paying", null, 10)).isEqualTo(new Page(List.of(moved), null));
    }

    @Test
    void rows_of_other_sagas_and_other_steps_are_not_listed() {
        save(started(saga, "a"));
        save(started(saga + "x", "b"));
        save(atStep(started(saga, "c"), STEP + "x"));
        assertThat(idsAtStep(STEP, 10)).containsExactly("a");
    }

    @Test
    void what_is_stuck_is_found_at_that_step() {
        var stored = save(stuck(saga, "a"));
        save(started(saga, "b"));
        assertThat(table().atStep(saga, "stuck", null, 10)).isEqualTo(new Page(List.of(stored), null));
    }

    @Test
    void rows_that_move_on_while_a_list_is_read_do_not_end_it() {
        var rows = new HashMap<String, SagaInstance>();
        for (int i = 0; i < 20; i++) {
            rows.put("i%02d".formatted(i), save(started(saga, "i%02d".formatted(i))));
        }
        var first = table().atStep(saga, STEP, null, 5);
        for (int i = 0; i < 15; i++) {
            save(atStep(rows.get("i%02d".formatted(i)), "paying"));
        }
        var seen = new ArrayList<String>();
        var next = first.next();
        while (next != null) {
            var page = table().atStep(saga, STEP, next, 5);
            page.instances().forEach(row -> seen.add(row.id()));
            next = page.next();
        }
        assertThat(seen).containsExactly("i15", "i16", "i17", "i18", "i19");
    }

    @Test
    void a_list_of_large_rows_goes_on_to_its_end() {
        var large = "{\"text\":\"" + UUID.randomUUID().toString().repeat(8_000) + "\"}";
        for (int i = 0; i < 12; i++) {
            save(waiting(saga, "i%02d".formatted(i), 25, large));
        }
        assertThat(idsAtStep(STEP, SagaTable.PAGE_MAX)).hasSize(12);
    }

    private SagaInstance save(SagaInstance row) {
        return table().save(row, List.of()).orElseThrow();
    }

    private List<String> idsAtStep(String step, int limit) {
        var ids = new ArrayList<String>();
        var page = table().atStep(saga, step, null, limit);
        page.instances().forEach(row -> ids.add(row.id()));
        while (page.next() != null) {
            page = table().atStep(saga, step, page.next(), limit);
            assertThat(page.instances()).hasSizeLessThanOrEqualTo(limit);
            page.instances().forEach(row -> ids.add(row.id()));
        }
        return ids;
    }

    private void nothingIsDueEarly() {
        for (var due : table().due(EARLY.plusSeconds(3_600), SagaTable.PAGE_MAX)) {
            var row = table().read(due.saga(), due.id()).orElseThrow();
            save(dueAt(row, null));
        }
    }
}
