package io.daybook.shop;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.adapter.lambda.http.JwtCallers;
import io.daybook.adapter.lambda.query.Patience;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.store.EventStore;
import io.daybook.runtime.wiring.HttpSettings;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.testtools.FunctionClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends requests as API Gateway would, to the inside of the shop's functions. Its clock stands until it is set. */
public final class ShopApi extends FunctionClient {
    public final List<InvocationLog.Entry> log = new ArrayList<>();
    public final List<Throwable> defects = new ArrayList<>();
    public Instant now = Instant.parse("2026-11-23T08:00:00.123456Z");

    /** What happens while a request waits. */
    public Runnable meanwhile = () -> {};

    private final Wiring wiring;
    private final HttpEdge edge;

    public ShopApi(EventStore store) {
        this(Stores.inMemory(store));
    }

    public ShopApi(Stores stores) {
        this.wiring = new Wiring(ShopForTests.MODEL, stores, ShopForTests.settings(() -> now));
        this.edge = wiring.httpEdge(new HttpSettings(
                new JwtCallers("roles", true),
                () -> UUID.randomUUID().toString(),
                (entry, defect) -> {
                    log.add(entry);
                    Optional.ofNullable(defect).ifPresent(defects::add);
                },
                new Patience(() -> now, this::sleep)));
    }

    /** What keeps the rows that are asked for. */
    public List<StreamConsumer> projections() {
        return wiring.projections();
    }

    private void sleep(Duration pause) {
        now = now.plus(pause);
        meanwhile.run();
    }

    @Override
    protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        return edge.answer(event);
    }
}
