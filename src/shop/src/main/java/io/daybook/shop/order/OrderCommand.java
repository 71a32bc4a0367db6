package io.daybook.shop.order;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.CurrencyCode;
import io.daybook.shop.value.Id;
import io.daybook.shop.value.Money;
import io.daybook.shop.value.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to one order. The fulfilment saga sends Ship and Complete, and cancels like a customer. */
public sealed interface OrderCommand {
    List<CommandType<? extends OrderCommand>> TYPES = List.of(
            CommandType.creating("create", Create.class).orElse("currency", "USD"),
            CommandType.of("add-item", AddItem.class),
            CommandType.of("remove-item", RemoveItem.class),
            CommandType.of("submit", Submit.class),
            CommandType.of("cancel", Cancel.class).orElse("reason", ""),
            CommandType.of("ship", Ship.class).internal(),
            CommandType.of("complete", Complete.class).internal());

    /** @param customerId the user who orders; null if unknown */
    record Create(@Nullable String customerId, String currency) implements OrderCommand {
        public Create {
            var checks = new Checks().that(CurrencyCode.isKnown(currency), "currency", CurrencyCode.EXPECTED);
            if (customerId != null) {
                Id.check(checks, customerId, "customerId");
            }
            checks.done();
        }
    }

    record AddItem(String productId, long quantity, Money unitPrice) implements OrderCommand {
        public AddItem {
            Quantity.check(Id.check(new Checks(), productId, "productId"), quantity, "quantity", 1)
                    .that(!unitPrice.isNegative(), "unitPrice", "must not be negative")
                    .done();
        }
    }

    /** @param unitPrice of the line to remove; null for all lines of the product */
    record RemoveItem(String productId, @Nullable Money unitPrice) implements OrderCommand {
        public RemoveItem {
            Id.check(new Checks(), productId, "productId")
                    .that(unitPrice == null || !unitPrice.isNegative(), "unitPrice", "must not be negative")
                    .done();
        }
    }

    record Submit(String paymentMethod, @Nullable Address shippingAddress) implements OrderCommand {
        public Submit {
            var checks = new Checks().length(paymentMethod, "paymentMethod", 1, 100);
            if (shippingAddress != null) {
                shippingAddress.check(checks, "shippingAddress.");
            }
            checks.done();
        }
    }

    record Cancel(String reason) implements OrderCommand {
        public Cancel {
            new Checks().length(reason, "reason", 0, 500).done();
        }
    }

    /** Ships the order. It cannot be cancelled after that. */
    record Ship() implements OrderCommand {}

    record Complete() implements OrderCommand {}
}
