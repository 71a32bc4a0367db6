package io.daybook.shop;

import io.daybook.kernel.access.Caller;
import io.daybook.shop.account.Account;
import io.daybook.shop.account.AccountCommand.*;
import io.daybook.shop.account.AccountEvent.*;
import io.daybook.shop.account.AccountView;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.inventory.InventoryEvent.ProductRegistered;
import io.daybook.shop.inventory.InventoryView;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand.*;
import io.daybook.shop.order.OrderEvent.OrderCreated;
import io.daybook.shop.order.OrderView;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentEvent.PaymentRequested;
import io.daybook.shop.user.User;
import io.daybook.shop.user.UserCommand.*;
import io.daybook.shop.user.UserEvent.UserRegistered;
import io.daybook.shop.user.UserView;
import io.daybook.shop.value.Money;
import io.daybook.testing.AccessSpec;
import io.daybook.testing.ViewSpec;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What customers may do, and what they see. Source: docs/http.md. */
class AccessTest {
    private static final Caller ADA = Caller.of("ada", "customer");
    private static final Caller BOB = Caller.of("bob", "customer");
    private static final Caller STRANGER = Caller.of("ada", "visitor");
    private static final Caller OPERATOR = Caller.of("ann", "operator");
    private static final Money FIVE = Money.parse("5");

    private static final AccountOpened ADAS = new AccountOpened("ada", FIVE, "USD");
    private static final OrderCreated ADAS_ORDER = new OrderCreated("ada", "USD");
    private static final UserRegistered REGISTERED = new UserRegistered("ada@example.org", "Ada", "web");

    private static final ChangeAddress MOVE = new ChangeAddress("1 Main St", "Springfield", "12345", "US");

    private final AccessSpec access = AccessSpec.of(ShopForTests.CATALOG);

    @Test
    void an_account_is_its_owners() {
        access.stream(Account.CATEGORY, "a1")
                .given(ADAS)
                .by(ADA)
                .permits(new Deposit(FIVE), new Withdraw(FIVE), new Close())
                .showsHistory();
        access.stream(Account.CATEGORY, "a1")
                .given(ADAS)
                .by(BOB)
                .refuses(new Deposit(FIVE), new Withdraw(FIVE), new Close(), new Open("bob", FIVE, "USD"))
                .hidesHistory();
        access.stream(Account.CATEGORY, "a1")
                .given(ADAS)
                .by(STRANGER)
                .refuses(new Deposit(FIVE))
                .hidesHistory();
        access.stream(Account.CATEGORY, "a1")
                .given(ADAS)
                .by(OPERATOR)
                .permits(new Deposit(FIVE))
                .showsHistory();
    }

    @Test
    void a_customer_opens_an_account_in_its_own_name() {
        var nothing = access.stream(Account.CATEGORY, "a1").given();
        nothing.by(ADA)
                .permits(new Open("ada", FIVE, "USD"))
                .refuses(new Open("bob", FIVE, "USD"), new Open("Ada", FIVE, "USD"), new Deposit(FIVE))
                .hidesHistory();
        var own = access.stream(Account.CATEGORY, "a1").given(ADAS);
        own.by(ADA).permits(new Open("ada", FIVE, "USD")).refuses(new Open("bob", FIVE, "USD"));
    }

    @Test
    void an_order_is_its_customers() {
        var order = access.stream(Order.CATEGORY, "o1").given(ADAS_ORDER);
        var add = new AddItem("lamp", 1, FIVE);
        var remove = new RemoveItem("lamp", null);
        order.by(ADA)
                .permits(add, remove, new Submit("card", null), new Cancel(""))
                .refuses(new Ship(), new Complete())
                .showsHistory();
        order.by(BOB)
                .refuses(add, remove, new Submit("card", null), new Cancel(""), new Create("bob", "USD"))
                .hidesHistory();
        var nobodys = access.stream(Order.CATEGORY, "o2").given(new OrderCreated(null, "USD"));
        nobodys.by(ADA).refuses(add, new Create("ada", "USD")).hidesHistory();
        nobodys.by(OPERATOR).permits(add).showsHistory();
    }

    @Test
    void a_customer_creates_an_order_for_itself() {
        var nothing = access.stream(Order.CATEGORY, "o1").given();
        nothing.by(ADA)
                .permits(new Create("ada", "USD"))
                .refuses(new Create("bob", "USD"), new Create(null, "USD"), new Cancel(""));
    }

    @Test
    void a_customer_is_the_user_with_its_id() {
        var ada = access.stream(User.CATEGORY, "ada");
        ada.given().by(ADA).permits(new Register("ada@example.org", "Ada", "web"));
        ada.given().by(BOB).refuses(new Register("bob@example.org", "Bob", "web"));
        ada.given(REGISTERED)
                .by(ADA)
                .permits(new ChangeEmail("a@example.org"), new ChangeName("Countess"), MOVE)
                .permits(new Activate(), new Deactivate())
                .showsHistory();
        ada.given(REGISTERED)
                .by(BOB)
                .refuses(new ChangeEmail("a@example.org"), new ChangeName("Countess"), MOVE)
                .refuses(new Activate(), new Deactivate())
                .hidesHistory();
    }

    @Test
    void stock_and_payments_are_for_operators() {
        access.stream(Inventory.CATEGORY, "lamp")
                .given(new ProductRegistered("Lamp", 1))
                .by(ADA)
                .refuses(new InventoryCommand.Register("Lamp", 1))
                .hidesHistory();
        access.stream(Payment.CATEGORY, "o1")
                .given(new PaymentRequested(FIVE, "USD", "card"))
                .by(ADA)
                .hidesHistory();
    }

    @Test
    void customers_see_rows_of_their_own_and_all_of_the_stock() {
        var account = row(new ViewSpec<>(new AccountView(), "account-a1").after(ADAS));
        var order = row(new ViewSpec<>(new OrderView(), "order-o1").after(ADAS_ORDER));
        var nobodys = row(new ViewSpec<>(new OrderView(), "order-o2").after(new OrderCreated(null, "USD")));
        var user = row(new ViewSpec<>(new UserView(), "user-ada").after(REGISTERED));
        var lamps = row(new ViewSpec<>(new InventoryView(), "inventory-lamp").after(new ProductRegistered("Lamp", 1)));

        var accounts = access.rows("accounts", AccountView.Row.class);
        accounts.by(ADA).shows(account).lists("owner", "ada").refusesList("owner", "bob");
        accounts.by(BOB).hides(account).lists("owner", "bob").refusesList("owner", "ada");
        accounts.by(STRANGER).hides(account).refusesList("owner", "ada");

        var orders = access.rows("orders", OrderView.Row.class);
        orders.by(ADA).shows(order).hides(nobodys).lists("customerId", "ada");
        orders.by(ADA).refusesList("customerId", "bob").refusesList("status", "pending");
        orders.by(BOB).hides(order, nobodys);

        var users = access.rows("users", UserView.Row.class);
        users.by(ADA).shows(user).refusesList("email", "ada@example.org").refusesList("q", "ada");
        users.by(BOB).hides(user);
        access.rows("inventory", InventoryView.Row.class).by(BOB).shows(lamps);
    }

    private static <R> R row(R row) {
        return Objects.requireNonNull(row);
    }
}
