package io.daybook.shop.order;

import io.daybook.kernel.decide.Rejection;
import io.daybook.shop.value.Money;
import io.daybook.shop.value.Quantity;
import org.jspecify.annotations.Nullable;

/** Why an order refuses a command. */
public sealed interface OrderRejection extends Rejection {
    record OrderAlreadyCreated() implements OrderRejection {}

    record OrderNotPending(Order.Status status) implements OrderRejection {}

    record OrderFull() implements OrderRejection {}

    record AmountOutOfRange(Money total, long quantity, Money unitPrice) implements OrderRejection {}

    record ItemNotInOrder(String productId, @Nullable Money unitPrice) implements OrderRejection {}

    record OrderEmpty() implements OrderRejection {}

    record OrderIsShipped() implements OrderRejection {}

    record OrderIsCompleted() implements OrderRejection {}

    record OrderNotSubmitted(Order.Status status) implements OrderRejection {}

    record OrderNotShipped(Order.Status status) implements OrderRejection {}

    @Override
    default String code() {
        return switch (this) {
            case OrderAlreadyCreated _ -> "order-already-created";
            case OrderNotPending _ -> "order-not-pending";
            case OrderFull _ -> "order-full";
            case AmountOutOfRange _ -> "amount-out-of-range";
            case ItemNotInOrder _ -> "item-not-in-order";
            case OrderEmpty _ -> "order-empty";
            case OrderIsShipped _ -> "order-shipped";
            case OrderIsCompleted _ -> "order-completed";
            case OrderNotSubmitted _ -> "order-not-submitted";
            case OrderNotShipped _ -> "order-not-shipped";
        };
    }

    @Override
    default String message() {
        return switch (this) {
            case OrderAlreadyCreated _ -> "An order is created once; this one was created before.";
            case OrderNotPending(var status) ->
                "Only a pending order can be changed or submitted; this one is " + status.text() + ".";
            case OrderFull _ -> "The order has " + OrderLines.LINES_MAX + " lines, which is the most that it can have.";
            case AmountOutOfRange(var total, var quantity, var unitPrice) ->
                quantity + " more at " + unitPrice + " would take the line beyond " + Quantity.MAX
                        + " pieces, or the total of " + total + " beyond 18 digits.";
            case ItemNotInOrder(var productId, var unitPrice) ->
                "The order has no line of " + productId + (unitPrice == null ? "." : " at " + unitPrice + ".");
            case OrderEmpty _ -> "An order is submitted with at least one line; this one has none.";
            case OrderIsShipped _ -> "The order is shipped and cannot be cancelled any more.";
            case OrderIsCompleted _ -> "The order is completed and cannot be cancelled any more.";
            case OrderNotSubmitted(var status) ->
                "Only a submitted order is shipped; this one is " + status.text() + ".";
            case OrderNotShipped(var status) -> "Only a shipped order is completed; this one is " + status.text() + ".";
        };
    }
}
