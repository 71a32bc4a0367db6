package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.Effect.Send;
import io.daybook.kernel.send.CommandBus;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.account.Account;
import io.daybook.shop.account.AccountCommand;
import io.daybook.shop.account.AccountEvent.AccountOpened;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentCommand;
import io.daybook.shop.user.User;
import io.daybook.shop.user.UserCommand;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.Money;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands as a saga keeps them until they are sent. */
final class StoredCommandsTest {
    private static final Money PRICE = Money.parse("2.50");
    private static final Address ADDRESS = new Address("1 Main St", "Springfield", "12345", "US");

    private final Wiring wiring =
            new Wiring(ShopForTests.MODEL, Stores.inMemory(new MemoryEventStore()), ShopForTests.settings());
    private final CommandBus bus = wiring.commandBus();
    private final CommandCodec commands = wiring.commandCodec();

    static List<Send<?>> examples() {
        return List.of(
                new Send<>(Account.CATEGORY, "1", new AccountCommand.Open("Ada", PRICE, "EUR")),
                new Send<>(Account.CATEGORY, "1", new AccountCommand.Deposit(PRICE)),
                new Send<>(Account.CATEGORY, "1", new AccountCommand.Withdraw(PRICE)),
                new Send<>(Account.CATEGORY, "1", new AccountCommand.Close()),
                new Send<>(User.CATEGORY, "1", new UserCommand.Register("ada@x.org", "Ada", "web")),
                new Send<>(User.CATEGORY, "1", new UserCommand.ChangeEmail("ada@y.org")),
                new Send<>(User.CATEGORY, "1", new UserCommand.ChangeName("Zoë 😀")),
                new Send<>(User.CATEGORY, "1", new UserCommand.ChangeAddress("1 Main St", "Springfield", "1", "US")),
                new Send<>(User.CATEGORY, "1", new UserCommand.Activate()),
                new Send<>(User.CATEGORY, "1", new UserCommand.Deactivate()),
                new Send<>(Inventory.CATEGORY, "1", new InventoryCommand.Register("Lamp", 0)),
                new Send<>(Inventory.CATEGORY, "1", new InventoryCommand.Receive(1)),
                new Send<>(Inventory.CATEGORY, "1", new InventoryCommand.Reserve("o1", 1_000_000_000_000L)),
                new Send<>(Inventory.CATEGORY, "1", new InventoryCommand.TryReserve("o1", 1)),
                new Send<>(Inventory.CATEGORY, "1", new InventoryCommand.Release("o1")),
                new Send<>(Inventory.CATEGORY, "1", new InventoryCommand.Ship("o1")),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.Create(null, "EUR")),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.Create("17850", "EUR")),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.AddItem("lamp", 2, PRICE)),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.RemoveItem("lamp", PRICE)),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.RemoveItem("lamp", null)),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.Submit("card", ADDRESS)),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.Submit("card", null)),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.Cancel("")),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.Ship()),
                new Send<>(Order.CATEGORY, "1", new OrderCommand.Complete()),
                new Send<>(Payment.CATEGORY, "1", new PaymentCommand.Request(Money.ZERO, "EUR", "card")),
                new Send<>(Payment.CATEGORY, "1", new PaymentCommand.Succeed("ref-1")),
                new Send<>(Payment.CATEGORY, "1", new PaymentCommand.Fail("card_declined")),
                new Send<>(Payment.CATEGORY, "1", new PaymentCommand.Cancel("")),
                new Send<>(Payment.CATEGORY, "1", new PaymentCommand.Refund("back-1")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_stored_command_is_read_back_as_it_was(Send<?> send) {
        assertThat(commands.decode(commands.encode(send))).isEqualTo(send);
    }

    @Test
    void every_command_of_the_catalog_has_an_example() {
        var known = ShopForTests.CATALOG.aggregates().stream()
                .flatMap(aggregate -> aggregate.category().commands().stream())
                .<Class<?>>map(type -> type.javaType())
                .collect(Collectors.toSet());
        assertThat(examples().stream()
                        .<Class<?>>map(send -> send.command().getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(known);
    }

    @Test
    void a_command_is_handled_and_its_events_are_decoded() {
        var open = new Send<>(Account.CATEGORY, "1", new AccountCommand.Open("Ada", PRICE, "EUR"));
        assertThat(commands.encode(open))
                .isEqualTo(new Encoded(
                        "account",
                        "1",
                        "open",
                        "{\"owner\":\"Ada\",\"initialDeposit\":\"2.50\",\"currency\":\"EUR\"}"));
        assertThat(bus.send(open, CommandContext.of("a")))
                .isEqualTo(new Outcome.Accepted(
                        1, List.of("AccountOpened"), List.of(new AccountOpened("Ada", PRICE, "EUR")), false));
    }
}
