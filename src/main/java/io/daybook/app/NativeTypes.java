package io.daybook.app;

import io.daybook.adapter.lambda.Answers;
import io.daybook.domain.account.Account;
import io.daybook.domain.account.AccountCommand;
import io.daybook.domain.account.AccountEvent;
import io.daybook.domain.account.AccountRejection;
import io.daybook.domain.account.AccountView;
import io.daybook.domain.inventory.Inventory;
import io.daybook.domain.inventory.InventoryCommand;
import io.daybook.domain.inventory.InventoryEvent;
import io.daybook.domain.inventory.InventoryRejection;
import io.daybook.domain.inventory.InventoryView;
import io.daybook.domain.order.Order;
import io.daybook.domain.order.OrderCommand;
import io.daybook.domain.order.OrderEvent;
import io.daybook.domain.order.OrderLine;
import io.daybook.domain.order.OrderLines;
import io.daybook.domain.order.OrderRejection;
import io.daybook.domain.order.OrderView;
import io.daybook.domain.payment.Payment;
import io.daybook.domain.payment.PaymentCommand;
import io.daybook.domain.payment.PaymentEvent;
import io.daybook.domain.payment.PaymentRejection;
import io.daybook.domain.payment.PaymentView;
import io.daybook.domain.user.User;
import io.daybook.domain.user.UserCommand;
import io.daybook.domain.user.UserEvent;
import io.daybook.domain.user.UserRejection;
import io.daybook.domain.user.UserView;
import io.daybook.domain.value.Address;
import io.daybook.kernel.decide.InvalidCommandException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What JSON is made of, registered for the native image together with everything that is nested inside. A test walks
 * the catalog and names whatever is missing here.
 */
@RegisterForReflection(
        targets = {
            Answers.class,
            JsonLog.class,
            InvalidCommandException.class,
            Account.class,
            AccountCommand.class,
            AccountEvent.class,
            AccountRejection.class,
            AccountView.class,
            Inventory.class,
            InventoryCommand.class,
            InventoryEvent.class,
            InventoryRejection.class,
            InventoryView.class,
            Order.class,
            OrderCommand.class,
            OrderEvent.class,
            OrderRejection.class,
            OrderView.class,
            OrderLine.class,
            OrderLines.class,
            Payment.class,
            PaymentCommand.class,
            PaymentEvent.class,
            PaymentRejection.class,
            PaymentView.class,
            User.class,
            UserCommand.class,
            UserEvent.class,
            UserRejection.class,
            UserView.class,
            Address.class
        })
final class NativeTypes {
    private NativeTypes() {}
}
