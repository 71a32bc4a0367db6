package io.daybook.adapter.dynamodb.saga;

import static io.daybook.kernel.saga.SagaRows.atStep;
import static io.daybook.kernel.saga.SagaRows.dueAt;
import static io.daybook.kernel.saga.SagaRows.steps;
import static io.daybook.kernel.saga.SagaRows.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Ledger;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaRows;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a saga costs in storage, in requests, read units and write units. An entry of an index takes one write unit, and
 * two where its key moves; a transaction doubles the units of the table, not those of its indexes.
 */
final class SagaCapacityTest {
    private static final Ledger LEDGER = new Ledger();
    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(LEDGER))
            .build();
    private static final SagaTable TABLE =
            new DynamoSagaTable(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());

    /** Long before anything that another test leaves behind is due. */
    private static final Instant NEVER_BEFORE = Instant.parse("1970-01-02T00:00:00Z");

    private final String saga = "s" + UUID.randomUUID().toString().substring(0, 8);

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    /** The row, an item of history, and an entry in each of the two indexes. */
    @ParameterizedTest
    @CsvSource({"1, 6", "5, 8", "25, 8"})
    void an_instance_that_starts_with_so_many_commands_is_one_request(int pending, double writeUnits) {
        var row = waiting(saga, "536365", pending, state(pending));
        assertThat(transaction(null, row, 1, 1)).isEqualTo(new Capacity(1, 0, writeUnits));
    }

    /** All outcomes are one item of history; the row is due later than before. */
    @ParameterizedTest
    @CsvSource({"1, 6", "5, 8", "25, 8"})
    void a_wave_of_outcomes_that_sends_the_next_is_one_request(int outcomes, double writeUnits) {
        var before = save(waiting(saga, "536365", outcomes, state(outcomes)));
        var after = dueAt(before, SagaRows.AT.plusSeconds(120));
        assertThat(transaction(before, after, 2, 1 + outcomes)).isEqualTo(new Capacity(1, 0, writeUnits));
    }

    /** Without history it is no transaction: half the units. */
    @Test
    void a_save_without_history_is_one_put() {
        var before = save(waiting(saga, "536365", 1, state(1)));
        assertThat(LEDGER.of(() -> save(before))).isEqualTo(new Capacity(1, 0, 1));
        var again = TABLE.read(saga, "536365").orElseThrow();
        assertThat(LEDGER.of(() -> save(dueAt(again, SagaRows.AT)))).isEqualTo(new Capacity(1, 0, 3));
    }

    @Test
    void a_new_step_moves_an_entry_of_an_index() {
        var before = save(waiting(saga, "536365", 1, state(1)));
        assertThat(transaction(before, atStep(before, "paying"), 2, 2)).isEqualTo(new Capacity(1, 0, 6));
        var paying = TABLE.read(saga, "536365").orElseThrow();
        assertThat(transaction(paying, paying, 3, 3)).isEqualTo(new Capacity(1, 0, 4));
    }

    @Test
    void a_row_is_read_with_one_request() {
        save(waiting(saga, "536365", 25, state(25)));
        assertThat(LEDGER.of(() -> TABLE.read(saga, "536365"))).isEqualTo(new Capacity(1, 1, 0));
    }

    /** Half a unit for each part, whether it is empty or not: 4 units a minute are 172,800 a month. */
    @Test
    void a_look_for_what_is_due_is_eight_small_reads() {
        assertThat(LEDGER.of(() ->
                        assertThat(TABLE.due(NEVER_BEFORE, SagaTable.PAGE_MAX)).isEmpty()))
                .isEqualTo(new Capacity(8, 4, 0));
        IntStream.range(0, 40).forEach(i -> save(dueAt(waiting(saga, "i" + i, 1, "{}"), NEVER_BEFORE.plusSeconds(2))));
        assertThat(LEDGER.of(() -> assertThat(TABLE.due(NEVER_BEFORE.plusSeconds(3), SagaTable.PAGE_MAX))
                        .hasSize(40)))
                .isEqualTo(new Capacity(8, 4, 0));
    }

    /** Half a unit for each part, and a unit for each row of up to 4 KB. */
    @Test
    void a_page_of_a_step_is_nine_requests() {
        IntStream.range(0, 30).forEach(i -> save(waiting(saga, "i" + i, 5, state(5))));
        assertThat(LEDGER.of(() -> assertThat(
                                TABLE.atStep(saga, SagaRows.STEP, null, 20).instances())
                        .hasSize(20)))
                .isEqualTo(new Capacity(9, 24, 0));
    }

    @Test
    void a_page_of_history_is_one_request() {
        assertThat(TABLE.save(waiting(saga, "536365", 1, "{}"), steps(1, SagaTable.STEPS_MAX)))
                .isPresent();
        assertThat(LEDGER.of(() -> TABLE.history(saga, "536365", 1, SagaTable.PAGE_MAX)))
                .isEqualTo(new Capacity(1, 1, 0));
    }

    @Test
    void the_history_of_a_long_saga_is_read_once() {
        var row = waiting(saga, "536365", 1, "{}");
        for (int first = 1; first <= 1_000; first += 25) {
            row = TABLE.save(row, steps(first, first + 24L)).orElseThrow();
        }
        var all = new ArrayList<HistoryStep>();
        var cost = LEDGER.of(() -> {
            for (int first = 1; first <= 1_000; first += SagaTable.HISTORY_PAGE_MAX) {
                all.addAll(TABLE.history(saga, "536365", first, SagaTable.HISTORY_PAGE_MAX));
            }
        });
        assertThat(all).isEqualTo(steps(1, 1_000));
        assertThat(cost).isEqualTo(new Capacity(2, 6, 0));
    }

    private static SagaInstance save(SagaInstance row) {
        return TABLE.save(row, List.of()).orElseThrow();
    }

    private static Capacity transaction(@Nullable SagaInstance before, SagaInstance row, long fromStep, long toStep) {
        var table = LEDGER.of(
                () -> assertThat(TABLE.save(row, steps(fromStep, toStep))).isPresent());
        return table.plus(new Capacity(0, 0, indexUnits(before, row)));
    }

    /** Source: Developer Guide, "Global secondary indexes", write capacity: deleting an entry and adding one. */
    private static int indexUnits(@Nullable SagaInstance before, SagaInstance after) {
        Map<String, AttributeValue> from = before == null ? Map.of() : SagaItems.ofInstance(before);
        var to = SagaItems.ofInstance(after);
        return moved(from.get(SagaItems.DUE_AT), to.get(SagaItems.DUE_AT))
                + moved(from.get(SagaItems.STEP_PART), to.get(SagaItems.STEP_PART));
    }

    private static int moved(@Nullable AttributeValue from, @Nullable AttributeValue to) {
        return Objects.equals(from, to) ? 0 : (from == null ? 0 : 1) + (to == null ? 0 : 1);
    }

    /** About what the fulfilment of an order of so many products keeps. */
    private static String state(int products) {
        return IntStream.range(0, products)
                .mapToObj(i ->
                        "\"8512%02dA\":{\"quantity\":%d,\"asked\":true,\"reserved\":false}".formatted(i, i * 7 % 13))
                .collect(Collectors.joining(
                        ",",
                        "{\"orderId\":\"536365\",\"step\":\"RESERVING\",\"total\":\"139.12\",\"currency\":\"GBP\","
                                + "\"paymentMethod\":\"card\",\"stock\":{",
                        "}}"));
    }
}
