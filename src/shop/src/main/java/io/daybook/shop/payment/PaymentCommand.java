package io.daybook.shop.payment;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.shop.value.CurrencyCode;
import io.daybook.shop.value.Money;
import java.util.List;

/** Requests to one payment. None has an HTTP route: the fulfilment saga and the payment gateway's reactor send them. */
public sealed interface PaymentCommand {
    /** The length of a failure's reason. It is shorter than an order's reason, which quotes it. */
    int REASON_LENGTH_MAX = 400;

    List<CommandType<? extends PaymentCommand>> TYPES = List.of(
            CommandType.creating("request", Request.class).internal(),
            CommandType.of("succeed", Succeed.class).internal(),
            CommandType.of("fail", Fail.class).internal(),
            CommandType.of("cancel", Cancel.class).internal(),
            CommandType.of("refund", Refund.class).internal());

    /** @param method how the customer pays, as the order says */
    record Request(Money amount, String currency, String method) implements PaymentCommand {
        public Request {
            new Checks()
                    .that(!amount.isNegative(), "amount", "must not be negative")
                    .that(CurrencyCode.isKnown(currency), "currency", CurrencyCode.EXPECTED)
                    .length(method, "method", 1, 100)
                    .done();
        }
    }

    /**
     * The money was taken.
     *
     * @param reference the gateway's name for the money, the same each time
     */
    record Succeed(String reference) implements PaymentCommand {
        public Succeed {
            new Checks().length(reference, "reference", 1, 200).done();
        }
    }

    /** The gateway has declined, and no money was taken. */
    record Fail(String reason) implements PaymentCommand {
        public Fail {
            new Checks().length(reason, "reason", 1, REASON_LENGTH_MAX).done();
        }
    }

    /** The payment is not wanted any more. */
    record Cancel(String reason) implements PaymentCommand {
        public Cancel {
            new Checks().length(reason, "reason", 0, 500).done();
        }
    }

    /**
     * The money goes back.
     *
     * @param reference for the refund
     */
    record Refund(String reference) implements PaymentCommand {
        public Refund {
            new Checks().length(reference, "reference", 1, 200).done();
        }
    }
}
