package io.daybook.app;

import io.daybook.domain.account.Account;
import io.daybook.domain.account.AccountView;
import io.daybook.domain.fulfilment.Fulfilment;
import io.daybook.domain.inventory.Inventory;
import io.daybook.domain.inventory.InventoryView;
import io.daybook.domain.order.Order;
import io.daybook.domain.order.OrderView;
import io.daybook.domain.order.Sales;
import io.daybook.domain.payment.ChargePayment;
import io.daybook.domain.payment.Payment;
import io.daybook.domain.payment.PaymentGateway;
import io.daybook.domain.payment.PaymentView;
import io.daybook.domain.user.Registrations;
import io.daybook.domain.user.User;
import io.daybook.domain.user.UserEvent;
import io.daybook.domain.user.UserView;
import io.daybook.domain.value.Money;
import io.daybook.kernel.event.ScalarType;
import io.daybook.kernel.saga.Reactor;
import io.daybook.kernel.saga.Saga;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What exists. A line more, and there are routes, codecs and handlers for it. */
public final class Catalog {
    public static final List<Aggregate<?, ?, ?, ?>> AGGREGATES = List.of(
            new Aggregate<>("accounts", Account.CATEGORY, new AccountView()),
            new Aggregate<>("users", User.CATEGORY, new UserView()),
            new Aggregate<>("inventory", Inventory.CATEGORY, new InventoryView()),
            new Aggregate<>("orders", Order.CATEGORY, new OrderView()),
            new Aggregate<>(null, Payment.CATEGORY, new PaymentView()));

    private static final ReadModel<UserEvent, UserView.Row> USERS =
            new ReadModel<>("users", "users", User.CATEGORY, new UserView(), UserView.Row.class);

    /** What is kept of each stream, to be looked up. */
    public static final List<ReadModel<?, ?>> READ_MODELS = List.of(
            new ReadModel<>("accounts", "accounts", Account.CATEGORY, new AccountView(), AccountView.Row.class),
            USERS,
            new ReadModel<>("inventory", "inventory", Inventory.CATEGORY, new InventoryView(), InventoryView.Row.class),
            new ReadModel<>("orders", "orders", Order.CATEGORY, new OrderView(), OrderView.Row.class)
                    .with(new Join<>(
                            "customerId", "customerName", OrderView.Row::customerId, USERS, UserView.Row::name)));

    /** What is added up over many streams. */
    public static final List<Tally<?, ?>> TALLIES = List.of(
            new Tally<>("registrations", "registrations", User.CATEGORY, new Registrations(), Registrations.Row.class),
            new Tally<>("sales", "sales", Order.CATEGORY, new Sales(), Sales.Row.class));

    public static final Model MODEL = new Model(AGGREGATES, READ_MODELS, TALLIES, namesOf(sagas(Duration.ZERO)));

    /** Values of the domain that JSON writes as one string. */
    public static final List<ScalarType<?>> SCALARS = List.of(Money.TYPE);

    private Catalog() {}

    /**
     * Processes across streams.
     *
     * @param paymentTimeout how long a payment may stay without an answer
     */
    public static List<Saga<?>> sagas(Duration paymentTimeout) {
        return List.of(new Fulfilment(paymentTimeout));
    }

    private static Set<String> namesOf(List<Saga<?>> sagas) {
        return sagas.stream().map(Saga::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Effects outside of the event store. */
    public static List<Reactor<?>> reactors(PaymentGateway payments) {
        return List.of(new ChargePayment(payments));
    }
}
