package io.daybook.kernel.saga;

import static io.daybook.kernel.saga.SagaRows.AT;
import static io.daybook.kernel.saga.SagaRows.STEP;
import static io.daybook.kernel.saga.SagaRows.atRevision;
import static io.daybook.kernel.saga.SagaRows.atStep;
import static io.daybook.kernel.saga.SagaRows.dueAt;
import static io.daybook.kernel.saga.SagaRows.resting;
import static io.daybook.kernel.saga.SagaRows.started;
import static io.daybook.kernel.saga.SagaRows.startedAt;
import static io.daybook.kernel.saga.SagaRows.steps;
import static io.daybook.kernel.saga.SagaRows.stuck;
import static io.daybook.kernel.saga.SagaRows.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.SagaInstance.Origin;
import io.daybook.kernel.saga.SagaInstance.Trouble;
import io.daybook.kernel.saga.SagaInstance.Work;
import io.daybook.kernel.saga.SagaTable.Page;
import io.daybook.testtools.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every saga table does with single instances and their history. */
public abstract class SagaTableContract {
    /** A saga that no other test uses. */
    protected final String saga = "s" + UUID.randomUUID();

    protected abstract SagaTable table();

    @Test
    void a_saved_row_is_read_back_equal_with_the_next_revision() {
        for (var row : List.of(started(saga, "a"), resting(saga, "b"), stuck(saga, "c"))) {
            var stored = atRevision(row, 1);
            assertThat(table().save(row, List.of())).contains(stored);
            assertThat(table().read(saga, row.id())).contains(stored);
        }
    }

    @Test
    void a_row_that_was_never_saved_is_not_there() {
        assertThat(table().read(saga, "a")).isEmpty();
        assertThat(table().history(saga, "a", 1, 10)).isEmpty();
        assertThat(table().atStep(saga, STEP, null, 10)).isEqualTo(new Page(List.of(), null));
    }

    @Test
    void each_save_replaces_the_whole_row() {
        var first = save(stuck(saga, "a"));
        var next = atRevision(resting(saga, "a"), first.revision());
        assertThat(table().save(next, List.of())).contains(atRevision(next, 2));
        assertThat(table().read(saga, "a")).contains(atRevision(next, 2));
    }

    @Test
    void a_row_that_is_there_cannot_be_started_again() {
        var first = save(started(saga, "a"));
        assertThat(table().save(resting(saga, "a"), steps(1, 2))).isEmpty();
        assertThat(table().read(saga, "a")).contains(first);
        assertThat(table().history(saga, "a", 1, 10)).isEmpty();
    }

    @Test
    void a_row_that_another_has_saved_meanwhile_is_not_saved_and_neither_is_its_history() {
        var read = save(started(saga, "a"), steps(1, 1));
        var winner = save(atStep(read, "paying"), steps(2, 2));
        assertThat(table().save(atStep(read, "cancelling"), steps(2, 3))).isEmpty();
        assertThat(table().read(saga, "a")).contains(winner);
        assertThat(table().history(saga, "a", 1, 10)).isEqualTo(steps(1, 2));
    }

    @Test
    void a_row_that_was_never_saved_cannot_be_at_a_later_revision() {
        assertThat(table().save(atRevision(started(saga, "a"), 3), steps(1, 1))).isEmpty();
        assertThat(table().read(saga, "a")).isEmpty();
        assertThat(table().history(saga, "a", 1, 10)).isEmpty();
    }

    @Test
    void a_row_and_its_history_are_saved_together() {
        var first = save(started(saga, "a"), steps(1, 3));
        assertThat(table().read(saga, "a")).contains(first);
        assertThat(table().history(saga, "a", 1, 10)).isEqualTo(steps(1, 3));
    }

    @Test
    void history_is_read_from_any_step_whether_it_was_saved_alone_or_with_others() {
        var row = save(started(saga, "a"), steps(1, 1));
        row = save(row, steps(2, 2));
        row = save(row, List.of());
        row = save(row, steps(3, 30));
        row = save(row, steps(31, 31));
        save(row, steps(32, 60));
        for (long from = -1; from <= 61; from++) {
            assertThat(table().history(saga, "a", from, 10))
                    .isEqualTo(steps(Math.max(1, from), Math.min(60, Math.max(1, from) + 9)));
        }
    }

    @Test
    void a_long_history_of_single_steps_fills_a_page() {
        var row = started(saga, "a");
        for (int step = 1; step <= SagaTable.PAGE_MAX + 1; step++) {
            row = save(row, steps(step, step));
        }
        assertThat(table().history(saga, "a", 1, SagaTable.PAGE_MAX)).isEqualTo(steps(1, SagaTable.PAGE_MAX));
        assertThat(table().history(saga, "a", 2, SagaTable.PAGE_MAX)).isEqualTo(steps(2, SagaTable.PAGE_MAX + 1));
    }

    @Test
    void history_steps_of_every_kind_are_read_back_equal() {
        var history = List.of(
                new HistoryStep(
                        1,
                        AT,
                        "event",
                        "VisitSubmitted",
                        "visit-o1",
                        3L,
                        null,
                        null,
                        STEP,
                        IntStream.rangeClosed(1, 25)
                                .mapToObj(number -> "reserve equipment-p" + number)
                                .toList(),
                        List.of("start deposit")),
                new HistoryStep(
                        2,
                        AT,
                        "answer",
                        "reserve",
                        "equipment-p1",
                        null,
                        "rejected",
                        "out-of-stock: \"No\" – \uD83D\uDE00",
                        "cancelling",
                        List.of(),
                        List.of("cancel deposit", "start \"x\"")),
                new HistoryStep(3, AT, "due", "deposit", null, null, null, null, "stuck", List.of(), List.of()));
        save(started(saga, "a"), history);
        assertThat(table().history(saga, "a", 1, 10)).isEqualTo(history);
    }

    @Test
    void as_many_steps_as_allowed_are_saved_at_once_and_no_more() {
        save(started(saga, "a"), steps(1, SagaTable.STEPS_MAX));
        assertThat(table().history(saga, "a", 1, SagaTable.PAGE_MAX)).isEqualTo(steps(1, SagaTable.STEPS_MAX));
        assertThatThrownBy(() -> table().save(started(saga, "b"), steps(1, SagaTable.STEPS_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(table().read(saga, "b")).isEmpty();
    }

    @Test
    void history_is_read_in_pages_each_step_once_and_in_order() {
        var row = started(saga, "a");
        for (int wave = 0; wave < 5; wave++) {
            row = save(row, steps(wave * 25L + 1, wave * 25L + 25));
        }
        save(started(saga, "a2"), steps(1, 1));
        var read = new ArrayList<HistoryStep>();
        var page = table().history(saga, "a", 1, 7);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            read.addAll(page);
            page = table().history(saga, "a", read.getLast().number() + 1, 7);
        }
        assertThat(read).isEqualTo(steps(1, 125));
    }

    @Test
    void of_many_that_save_one_row_at_once_exactly_one_succeeds() {
        var read = save(started(saga, "a"), steps(1, 1));
        var results = Race.of(
                16, runner -> table().save(atStep(read, "step" + runner), runner % 2 == 0 ? steps(2, 3) : List.of()));
        var winners = results.stream().flatMap(Optional::stream).toList();
        assertThat(winners).hasSize(1);
        assertThat(table().read(saga, "a")).contains(winners.getFirst());
        boolean withHistory = Integer.parseInt(winners.getFirst().step().substring(4)) % 2 == 0;
        assertThat(table().history(saga, "a", 2, 10)).isEqualTo(withHistory ? steps(2, 3) : List.of());
    }

    @Test
    void of_many_that_start_one_instance_alike_exactly_one_succeeds() {
        var results = Race.of(16, runner -> table().save(started(saga, "a"), steps(1, 1)));
        assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void many_that_try_until_they_succeed_lose_nothing() {
        int runners = 8;
        int saves = 10;
        save(started(saga, "a"));
        Race.of(runners, runner -> {
            for (int i = 0; i < saves; i++) {
                increment();
            }
            return runner;
        });
        assertThat(table().read(saga, "a").map(SagaInstance::revision)).contains(1L + runners * saves);
        assertThat(table().history(saga, "a", 1, SagaTable.PAGE_MAX)).isEqualTo(steps(1, (long) runners * saves));
    }

    @Test
    void large_rows_are_kept_whole() {
        var products = new StringBuilder("{\"items\":[");
        for (int i = 0; i < 1_000; i++) {
            products.append(i == 0 ? "" : ",")
                    .append("{\"productId\":\"")
                    .append(UUID.randomUUID())
                    .append("\",\"quantity\":")
                    .append(i)
                    .append(",\"unitPrice\":\"12.50\",\"state\":\"reserved\"}");
        }
        var row = waiting(saga, "a", 25, products.append("]}").toString());
        assertThat(row.state().json().length()).isGreaterThan(100_000);
        var stored = save(row, steps(1, 25));
        assertThat(stored).isEqualTo(atRevision(row, 1));
        assertThat(table().read(saga, "a")).contains(stored);
        assertThat(table().atStep(saga, STEP, null, 10).instances()).containsExactly(stored);
    }

    @Test
    void texts_are_kept_to_the_letter() {
        var odd = "{\"b\": 1.50,\"a\":\"\\u00e9 é \uD83D\uDE00 \\\"}\",\"n\":{\"x\":[{},{\"y\":null}]} , \"e\":1E400}";
        var pending = List.of(new SagaInstance.Pending("~1", new Encoded("equipment", "p", "reserve", odd), "~\"é\\"));
        var row = new SagaInstance(
                saga,
                "a",
                0,
                new Origin("k \" é", "\uD83D\uDE00", AT),
                new SagaInstance.State(7, odd),
                STEP,
                false,
                new Work(
                        pending,
                        List.of(new SagaInstance.Timer("a \"b\"\n", 1, AT)),
                        Map.of(
                                new StreamName("visit", "~._-A"),
                                new StreamPosition(Long.MAX_VALUE, -1),
                                new StreamName("deposit", "x"),
                                StreamPosition.at(1)),
                        1,
                        1,
                        AT),
                new Trouble(1, "no \\ \n", "why \""),
                AT);
        assertThat(save(row)).isEqualTo(atRevision(row, 1));
        assertThat(table().read(saga, "a")).contains(atRevision(row, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"row", "1", "~", "a.b_c~d-e", "..a", "A#B", "#", "a/b c", "é\uD83D\uDE00", "stuck", "0"})
    void unusual_ids_name_their_own_rows(String id) {
        var stored = save(started(saga, id), steps(1, 2));
        var other = save(started(saga, id + "#" + id), steps(1, 1));
        assertThat(table().read(saga, id)).contains(stored);
        assertThat(table().read(saga, other.id())).contains(other);
        assertThat(table().history(saga, id, 1, 10)).isEqualTo(steps(1, 2));
        assertThat(table().atStep(saga, STEP, null, 10).instances()).containsExactlyInAnyOrder(stored, other);
    }

    @Test
    void the_longest_id_names_its_own_row() {
        var id = "x".repeat(StreamName.ID_LENGTH_MAX);
        var stored = save(started(saga, id), steps(1, 1));
        assertThat(table().read(saga, id)).contains(stored);
    }

    @Test
    void times_are_kept_in_milliseconds() {
        var fine = AT.plusNanos(456_789);
        var row = startedAt(dueAt(started(saga, "a"), fine), fine);
        assertThat(save(row)).isEqualTo(atRevision(startedAt(dueAt(row, AT), AT), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, SagaTable.PAGE_MAX + 1})
    void pages_have_limits(int limit) {
        assertThatThrownBy(() -> table().due(AT, limit)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table().atStep(saga, STEP, null, limit)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, SagaTable.HISTORY_PAGE_MAX + 1})
    void pages_of_history_have_a_limit_of_their_own(int limit) {
        assertThatThrownBy(() -> table().history(saga, "a", 1, limit)).isInstanceOf(IllegalArgumentException.class);
    }

    private SagaInstance save(SagaInstance row) {
        return save(row, List.of());
    }

    private SagaInstance save(SagaInstance row, List<HistoryStep> steps) {
        return table().save(row, steps).orElseThrow();
    }

    private void increment() {
        while (true) {
            var row = table().read(saga, "a").orElseThrow();
            if (table().save(row, steps(row.revision(), row.revision())).isPresent()) {
                return;
            }
        }
    }
}
