package io.daybook.shop.order;

import io.daybook.kernel.decide.Rejection;
import io.daybook.shop.value.Money;
import io.daybook.shop.value.Quantity;
import org.jspecify.annotations.Nullable;

/** Why an order refuses a command. */
public sealed interface OrderRejection extends Rejection {
    record OrderAlreadyCreated() implements OrderRejection {
        @Override
        public String code() {
            return "order-already-created";
        }

        @Override
        public String message() {
            return "An order is created once; this one was created before.";
        }
    }

    record OrderNotPending(Order.Status status) implements OrderRejection {
        @Override
        public String code() {
            return "order-not-pending";
        }

        @Override
        public String message() {
            return "Only a pending order can be changed or submitted; this one is " + status.text() + ".";
        }
    }

    record OrderFull() implements OrderRejection {
        @Override
        public String code() {
            return "order-full";
        }

        @Override
        public String message() {
            return "The order has " + OrderLines.LINES_MAX + " lines, which is the most that it can have.";
        }
    }

    record AmountOutOfRange(Money total, long quantity, Money unitPrice) implements OrderRejection {
        @Override
        public String code() {
            return "amount-out-of-range";
        }

        @Override
        public String message() {
            return quantity + " more at " + unitPrice + " would take the line beyond " + Quantity.MAX
                    + " pieces, or the total of " + total + " beyond 18 digits.";
        }
    }

    record ItemNotInOrder(String productId, @Nullable Money unitPrice) implements OrderRejection {
        @Override
        public String code() {
            return "item-not-in-order";
        }

        @Override
        public String message() {
            return "The order has no line of " + productId + (unitPrice == null ? "." : " at " + unitPrice + ".");
        }
    }

    record OrderEmpty() implements OrderRejection {
        @Override
        public String code() {
            return "order-empty";
        }

        @Override
        public String message() {
            return "An order is submitted with at least one line; this one has none.";
        }
    }

    record OrderIsShipped() implements OrderRejection {
        @Override
        public String code() {
            return "order-shipped";
        }

        @Override
        public String message() {
            return "The order is shipped and cannot be cancelled any more.";
        }
    }

    record OrderIsCompleted() implements OrderRejection {
        @Override
        public String code() {
            return "order-completed";
        }

        @Override
        public String message() {
            return "The order is completed and cannot be cancelled any more.";
        }
    }

    record OrderNotSubmitted(Order.Status status) implements OrderRejection {
        @Override
        public String code() {
            return "order-not-submitted";
        }

        @Override
        public String message() {
            return "Only a submitted order is shipped; this one is " + status.text() + ".";
        }
    }

    record OrderNotShipped(Order.Status status) implements OrderRejection {
        @Override
        public String code() {
            return "order-not-shipped";
        }

        @Override
        public String message() {
            return "Only a shipped order is completed; this one is " + status.text() + ".";
        }
    }
}
