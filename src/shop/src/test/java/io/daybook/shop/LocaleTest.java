package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.Snapshots;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.gateway.GuardedPaymentGateway;
import io.daybook.shop.gateway.PaymentLedger;
import io.daybook.shop.gateway.PaymentSimulator;
import io.daybook.shop.gateway.RecordedRequests;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is written under one locale of the JVM is read under another. Tests of one JVM run one after the other. */
class LocaleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.000Z");
    private static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06.789Z");
    private static final int ROUNDS_MAX = 30;
    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);

    private final Locale before = Locale.getDefault();
    private final DynamoDbClient client = DynamoDbForTests.client();
    private final Stores stores = new Stores(
            new DynamoEventStore(client, TABLES, Backoff.none()),
            Snapshots.none(),
            new MemoryReadTables(),
            new DynamoSagaTable(client, TABLES, Backoff.none()));
    private final DynamoParkedStreams parked = new DynamoParkedStreams(client, TABLES, Backoff.none());
    private final ShopApi api = new ShopApi(stores);
    private final Consumers react = react();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "th-TH", "th-TH-u-nu-thai", "tr-TR"})
    void a_saga_and_a_parked_stream_are_read_under_another_locale_than_they_were_written(String tag) {
        writtenAndRead(Locale.forLanguageTag(tag), Locale.US);
        writtenAndRead(Locale.US, Locale.forLanguageTag(tag));
    }

    /** The first half of an order's fulfilment under one locale, the second under the other, and all read under both. */
    private void writtenAndRead(Locale one, Locale other) {
        var id = "I" + UUID.randomUUID();
        var marker =
                new ParkedStream("c-" + id, new StreamName("order", id), 7, "I\u0130\u0131i", LONG_AGO, 3, LONG_AGO);
        Locale.setDefault(one);
        order(id);
        // The saga waits for the payment, of which it hears nothing yet.
        react.deliver(Map.of(new StreamName("order", id), List.of()), Deadline.none());
        parked.park(marker);
        var saga = stores.sagas().read("fulfilment", id).orElseThrow();
        assertThat(saga.complete()).isFalse();
        var written = stores.sagas().history("fulfilment", id, 1, SagaTable.PAGE_MAX);
        assertThat(written).isNotEmpty().hasSize((int) saga.work().steps());

        Locale.setDefault(other);
        assertThat(stores.sagas().history("fulfilment", id, 1, SagaTable.PAGE_MAX))
                .isEqualTo(written);
        assertThat(parked.due(LONG_AGO)).contains(marker);
        parked.remove(marker);
        assertThat(parked.due(LONG_AGO)).doesNotContain(marker);
        for (int n = 0; n < ROUNDS_MAX && !isComplete(id); n++) {
            round(id);
        }
        var read = answers(id);
        assertThat(read.getFirst()).contains("\"complete\":true", "\"step\":\"completed\"");

        Locale.setDefault(one);
        assertThat(answers(id)).isEqualTo(read);
        var whole = stores.sagas().read("fulfilment", id).orElseThrow();
        assertThat(stores.sagas().history("fulfilment", id, 1, SagaTable.PAGE_MAX))
                .startsWith(written.toArray(HistoryStep[]::new))
                .hasSize((int) whole.work().steps());
    }

    private void order(String id) {
        for (var command : List.of(
                "/inventory/P" + id + "/register {\"name\":\"I\u0131\",\"quantity\":5}",
                "/orders/" + id + "/create {}",
                "/orders/" + id + "/add-item {\"productId\":\"P" + id + "\",\"quantity\":2,\"unitPrice\":\"12.50\"}",
                "/orders/" + id + "/submit {\"paymentMethod\":\"card\"}")) {
            var parts = command.split(" ", 2);
            assertThat(api.post(parts[0], parts[1]).status()).as(command).isIn(200, 201);
        }
    }

    private void round(String id) {
        react.deliver(
                Map.of(new StreamName("order", id), List.of(), new StreamName("payment", id), List.of()),
                Deadline.none());
    }

    private boolean isComplete(String id) {
        return stores.sagas().read("fulfilment", id).orElseThrow().complete();
    }

    private List<String> answers(String id) {
        return List.of(
                api.get("/sagas/fulfilment/" + id).text(),
                api.get("/streams/order-" + id + "/events").text(),
                api.get("/streams/order-" + id + "/state").text());
    }

    private Consumers react() {
        var wiring = new Wiring(ShopForTests.MODEL, stores, ShopForTests.settings(() -> NOW));
        var requests = new RecordedRequests(wiring.streamReader());
        var gateway = new GuardedPaymentGateway(
                new PaymentSimulator(requests, new PaymentLedger()),
                new GuardedPaymentGateway.Patience(Duration.ofMinutes(1), 3, Duration.ZERO, 20, 0.75, Duration.ZERO));
        var catalog = new ShopCatalog(Duration.ofMinutes(15), () -> gateway);
        var cursors = new DynamoStreamCursors(client, TABLES, Backoff.none());
        var processes = wiring.processes(
                catalog.sagas(),
                catalog.reactors(),
                new Processes.Ports(cursors, parked, new SagaSettings(() -> NOW, Backoff.none(), 20), failure -> {}));
        return new Consumers(processes.consumers(), parked, () -> NOW, 1, failure -> {});
    }
}
