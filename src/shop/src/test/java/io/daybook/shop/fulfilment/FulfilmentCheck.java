package io.daybook.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.EventStore;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.gateway.PaymentLedger;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryEvent;
import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderEvent;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentEvent;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.value.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold once everything has settled, by the events alone and by the gateway's books. */
public final class FulfilmentCheck {
    private final EventStore store;
    private final EventCodec<OrderEvent> orders;
    private final EventCodec<InventoryEvent> stock;
    private final EventCodec<PaymentEvent> payments;

    public FulfilmentCheck(EventStore store, Wiring wiring) {
        this.store = store;
        this.orders = wiring.codec(Order.CATEGORY);
        this.stock = wiring.codec(Inventory.CATEGORY);
        this.payments = wiring.codec(Payment.CATEGORY);
    }

    /** How an order ended. */
    public enum End {
        COMPLETED,
        CANCELLED,
        /** Neither, or not yet. */
        OPEN
    }

    public End endOf(String orderId) {
        var last = events(Order.CATEGORY, orders, orderId).getLast();
        return switch (last) {
            case OrderCompleted _ -> End.COMPLETED;
            case OrderCancelled _ -> End.CANCELLED;
            default -> End.OPEN;
        };
    }

    /** Of the orders, all submitted or cancelled before they were. */
    public void everyOrderEnded(Collection<String> orderIds) {
        for (var id : orderIds) {
            assertThat(endOf(id)).as("order %s", id).isNotEqualTo(End.OPEN);
        }
    }

    /** Nothing is reserved any more; what was shipped is what completed orders hold; the rest is there. */
    public void stockIsConserved(Collection<String> productIds, Collection<String> orderIds) {
        var sold = new HashMap<String, Long>();
        for (var id : orderIds) {
            if (endOf(id) == End.COMPLETED) {
                submitted(id).items().forEach(line -> sold.merge(line.productId(), line.quantity(), Long::sum));
            }
        }
        for (var product : productIds) {
            var sums = new Sums();
            events(Inventory.CATEGORY, stock, product).forEach(sums::add);
            assertThat(sums.reserved).as("reserved of %s", product).isEmpty();
            assertThat(sums.shipped).as("shipped of %s", product).isEqualTo(sold.getOrDefault(product, 0L));
            assertThat(sums.available).as("available of %s", product).isEqualTo(sums.received - sums.shipped);
            assertThat(sums.available).as("available of %s", product).isNotNegative();
        }
    }

    /** Written again without the aggregate. */
    private static final class Sums {
        private final Map<String, Long> reserved = new HashMap<>();
        private long received;
        private long available;
        private long shipped;

        private void add(InventoryEvent event) {
            switch (event) {
                case ProductRegistered registered -> receive(registered.quantity());
                case StockReceived(var quantity) -> receive(quantity);
                case InventoryReserved(var orderId, var quantity) -> {
                    assertThat(reserved.put(orderId, quantity)).isNull();
                    available -= quantity;
                }
                case InventoryReservationFailed _ -> {}
                case InventoryReleased(var orderId, var quantity) -> {
                    assertThat(reserved.remove(orderId)).isEqualTo(quantity);
                    available += quantity;
                }
                case InventoryShipped(var orderId, var quantity) -> {
                    assertThat(reserved.remove(orderId)).isEqualTo(quantity);
                    shipped += quantity;
                }
            }
        }

        private void receive(long quantity) {
            received += quantity;
            available += quantity;
        }
    }

    /** No payment is taken twice; none stays taken for a cancelled order, and all are for completed ones. */
    public void moneyIsWhereItBelongs(Collection<String> orderIds, PaymentLedger ledger) {
        for (var id : orderIds) {
            long taken = 0;
            long givenBack = 0;
            for (var event : events(Payment.CATEGORY, payments, id)) {
                switch (event) {
                    case PaymentProcessed _ -> taken++;
                    case PaymentRefunded _ -> givenBack++;
                    case PaymentRequested _, PaymentFailed _, PaymentCancelled _ -> {}
                }
            }
            assertThat(taken).as("payments taken for %s", id).isLessThanOrEqualTo(1);
            long kept = endOf(id) == End.COMPLETED ? 1 : 0;
            assertThat(taken - givenBack).as("payments kept for %s", id).isEqualTo(kept);
            var books = ledger.of(id);
            assertThat(books.charges().size()).as("charges of %s", id).isLessThanOrEqualTo(1);
            assertThat(books.refunds().size()).as("refunds of %s", id).isLessThanOrEqualTo(1);
            var due = kept == 1 ? submitted(id).total() : Money.ZERO;
            assertThat(sum(books.charges()) - sum(books.refunds()))
                    .as("cents that the gateway kept for %s", id)
                    .isEqualTo(due.cents());
        }
    }

    /** Nothing pending, no timers, nothing given up; and the history has no gap. */
    static void atRest(Collection<SagaInstance> rows, SagaTable table) {
        for (var row : rows) {
            assertThat(row.complete()).as("%s", row).isTrue();
            assertThat(row.work().pending()).as("%s", row).isEmpty();
            assertThat(row.work().timers()).as("%s", row).isEmpty();
            assertThat(row.trouble().stuck()).as("%s", row).isNull();
            assertThat(row.trouble().error()).as("%s", row).isNull();
            assertThat(row.dueAt()).as("%s", row).isNull();
            var history = table.history(row.saga(), row.id(), 1, SagaTable.PAGE_MAX);
            for (int n = 0; n < history.size(); n++) {
                assertThat(history.get(n).number()).isEqualTo(n + 1L);
            }
        }
    }

    private static long sum(Map<String, Money> entries) {
        return entries.values().stream().mapToLong(Money::cents).sum();
    }

    private OrderSubmitted submitted(String orderId) {
        return events(Order.CATEGORY, orders, orderId).stream()
                .filter(OrderSubmitted.class::isInstance)
                .map(OrderSubmitted.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private <E> List<E> events(Category<?, ?, E> category, EventCodec<E> codec, String id) {
        var events = new ArrayList<E>();
        long version = 0;
        while (true) {
            var page = store.readAfter(category.stream(id), version, EventStore.PAGE_COMMITS_MAX);
            for (var commit : page.commits()) {
                codec.decode(commit).stream().map(Recorded::event).forEach(events::add);
                version = commit.lastVersion();
            }
            if (!page.hasMore()) {
                return events;
            }
        }
    }
}
