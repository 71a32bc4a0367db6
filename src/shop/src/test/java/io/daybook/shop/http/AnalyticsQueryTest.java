package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sums of the shop by day. */
final class AnalyticsQueryTest {
    private final ShopReads read = new ShopReads();
    private int users;

    @Test
    void registrations_by_day_and_source() {
        register("2026-11-24T00:00:00.000Z", "web", 1);
        register("2026-11-23T23:59:59.999Z", "web", 30);
        register("2026-11-23T00:00:00.000Z", "app", 2);
        assertThat(read.get("/analytics/registrations").text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"source\":\"app\",\"count\":2},"
                        + "{\"day\":\"2026-11-23\",\"source\":\"web\",\"count\":30},"
                        + "{\"day\":\"2026-11-24\",\"source\":\"web\",\"count\":1}],\"next\":null}");
    }

    /** The largest order there can be hides no other of its day. */
    @Test
    void a_revenue_may_have_more_digits_than_an_order() {
        complete("o1", "9999999999999999.99");
        complete("o2", "9999999999999999.99");
        complete("o3", "0.03");
        read.project();
        assertThat(read.get("/analytics/sales").text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"currency\":\"USD\",\"orders\":3,"
                        + "\"revenue\":\"20000000000000000.01\"}],\"next\":null}");
        assertThat(read.parked.list(null, 1).parked()).isEmpty();
    }

    private void complete(String order, String total) {
        var events = List.of(
                new EncodedEvent(order + "-1", "OrderCreated", 1, "{\"customerId\":null,\"currency\":\"USD\"}"),
                new EncodedEvent(order + "-2", "OrderShipped", 1, "{}"),
                new EncodedEvent(
                        order + "-3", "OrderCompleted", 1, "{\"total\":\"" + total + "\",\"currency\":\"USD\"}"));
        var metadata = new EventMetadata(order, "r", order, null, Instant.parse("2026-11-23T08:00:00.000Z"), "test-1");
        read.store.append(
                Append.of(Commit.next(new StreamName("order", order), 0, CommitHash.NONE, events, metadata, null)));
    }

    private void register(String at, String source, int count) {
        read.api.now = Instant.parse(at);
        for (int i = 0; i < count; i++) {
            users++;
            var answer = read.api.post(
                    "/users/u" + users + "/register",
                    "{\"email\":\"u" + users + "@x.org\",\"name\":\"Ada\",\"source\":\"" + source + "\"}");
            assertThat(answer.status()).isEqualTo(201);
        }
        read.project();
    }
}
