package io.daybook.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.JacksonSagaStateCodec;
import io.daybook.adapter.json.commit.CommitJson;
import io.daybook.kernel.saga.Effect;
import io.daybook.shop.ShopCatalog;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.gateway.PaymentLedger;
import io.daybook.shop.gateway.PaymentSimulator;
import io.daybook.shop.gateway.RecordedRequests;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.payment.PaymentGateway;
import io.daybook.shop.value.Money;
import io.daybook.testing.ProcessWorld;
import io.daybook.testing.replay.Replay;
import io.daybook.testing.replay.SagaReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order that was exported is fulfilled in the same way again, and nobody pays twice. */
class FulfilmentReplayTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final ProcessWorld world = ProcessWorld.of(new ShopCatalog(TIMEOUT, this::gateway));
    private final PaymentGateway gateway =
            new PaymentSimulator(new RecordedRequests(world.streamReader()), new PaymentLedger());

    private PaymentGateway gateway() {
        return gateway;
    }

    @ParameterizedTest
    @CsvSource({
        "card, 2, completed",
        "card-declined, 2, cancelled",
        "card-silent, 2, cancelled",
        "card-late, 2, cancelled",
        "card, 11, cancelled"
    })
    void a_replay_comes_to_the_state_that_the_order_came_to(String method, long quantity, String step)
            throws IOException {
        order(method, quantity);
        var stored = world.sagas().read("fulfilment", "o1").orElseThrow();
        assertThat(stored.step()).isEqualTo(step);

        SagaReplay<FulfilmentState> replayed =
                Replay.of(ShopForTests.CATALOG, export()).saga(new Fulfilment(TIMEOUT), "o1");

        assertThat(replayed.unanswered()).as(replayed.toString()).isEmpty();
        assertThat(replayed.steps().getLast().state())
                .as(replayed.toString())
                .isEqualTo(new JacksonSagaStateCodec<>(new Fulfilment(TIMEOUT), ShopForTests.mapper())
                        .decode(stored.state()));
    }

    private void order(String method, long quantity) {
        for (var product : new String[] {"p1", "p2"}) {
            world.send(new Effect.Send<>(Inventory.CATEGORY, product, new InventoryCommand.Register("Ink", 10)));
        }
        world.send(new Effect.Send<>(Order.CATEGORY, "o1", new OrderCommand.Create(null, "USD")));
        for (var product : new String[] {"p1", "p2"}) {
            var item = new OrderCommand.AddItem(product, quantity, Money.parse("2.50"));
            world.send(new Effect.Send<>(Order.CATEGORY, "o1", item));
        }
        world.send(new Effect.Send<>(Order.CATEGORY, "o1", new OrderCommand.Submit(method, null)));
        for (int pause = 0; pause < 6; pause++) {
            world.pass(TIMEOUT);
        }
    }

    private Path export() throws IOException {
        var lines = world.store()
                .streams()
                .flatMap(stream -> world.store().all(stream).stream())
                .map(CommitJson::write)
                .toList();
        return Files.write(folder.resolve("export.jsonl"), lines);
    }
}
