package io.daybook.shop;

import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.Join;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import io.daybook.shop.account.Account;
import io.daybook.shop.account.AccountAccess;
import io.daybook.shop.account.AccountView;
import io.daybook.shop.fulfilment.Fulfilment;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryView;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderAccess;
import io.daybook.shop.order.OrderView;
import io.daybook.shop.order.Sales;
import io.daybook.shop.payment.ChargePayment;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentGateway;
import io.daybook.shop.payment.PaymentView;
import io.daybook.shop.user.Registrations;
import io.daybook.shop.user.User;
import io.daybook.shop.user.UserAccess;
import io.daybook.shop.user.UserEvent;
import io.daybook.shop.user.UserView;
import io.daybook.shop.value.Customer;
import io.daybook.shop.value.Money;
import io.daybook.shop.value.MoneySum;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What exists in the shop. */
@Singleton
public final class ShopCatalog implements Catalog {
    private static final ReadModel<UserEvent, UserView.Row> USERS =
            new ReadModel<>("users", "users", new UserView()).withAccess(UserAccess.ROWS);

    private final Duration paymentTimeout;
    private final Provider<PaymentGateway> payments;

    /** For the build of a native image, which asks for types and sends nothing. */
    public ShopCatalog() {
        this(Duration.ZERO, () -> {
            throw new IllegalStateException("no payment is made while an image is built");
        });
    }

    /** @param payments a provider, because the simulated gateway needs the event store, which needs this catalog */
    @Inject
    ShopCatalog(ShopConfig config, Provider<PaymentGateway> payments) {
        this(config.fulfilment().paymentTimeout(), payments);
    }

    /** @param paymentTimeout how long a payment may stay without an answer */
    public ShopCatalog(Duration paymentTimeout, Provider<PaymentGateway> payments) {
        this.paymentTimeout = paymentTimeout;
        this.payments = payments;
    }

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return List.of(
                new Aggregate<>("accounts", Account.CATEGORY, new AccountView()).withAccess(new AccountAccess()),
                new Aggregate<>("users", User.CATEGORY, new UserView()).withAccess(new UserAccess()),
                new Aggregate<>("inventory", Inventory.CATEGORY, new InventoryView()),
                new Aggregate<>("orders", Order.CATEGORY, new OrderView()).withAccess(new OrderAccess()),
                new Aggregate<>(null, Payment.CATEGORY, new PaymentView()));
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(
                new ReadModel<>("accounts", "accounts", new AccountView()).withAccess(AccountAccess.ROWS),
                USERS,
                new ReadModel<>("inventory", "inventory", new InventoryView()).withAccess(RowAccess.all(Customer.ROLE)),
                new ReadModel<>("orders", "orders", new OrderView())
                        .with(new Join<>(
                                "customerId", "customerName", OrderView.Row::customerId, USERS, UserView.Row::name))
                        .withAccess(OrderAccess.ROWS));
    }

    @Override
    public List<TallyModel<?, ?>> tallies() {
        return List.of(
                new TallyModel<>("registrations", "registrations", new Registrations()),
                new TallyModel<>("sales", "sales", new Sales()));
    }

    @Override
    public List<Saga<?>> sagas() {
        return List.of(new Fulfilment(paymentTimeout));
    }

    @Override
    public List<Reactor<?>> reactors() {
        return List.of(new ChargePayment(payments.get()));
    }

    @Override
    public List<ScalarType<?>> scalars() {
        return List.of(Money.TYPE, MoneySum.TYPE);
    }
}
