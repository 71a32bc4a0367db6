package io.daybook.shop.payment;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.value.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row for each payment: the amount and what became of it. */
public final class PaymentView implements Projection<PaymentEvent, PaymentView.Row> {
    /**
     * @param status "requested", "processed", "failed", "cancelled" or "refunded"
     * @param reference of the last movement of money; null if none was moved
     * @param reason why it failed or was cancelled; null if it did not fail and was not cancelled
     * @param version of the stream that the row reflects
     */
    public record Row(
            String orderId,
            Money amount,
            String currency,
            String method,
            String status,
            @Nullable String reference,
            @Nullable String reason,
            Instant requestedAt,
            Instant lastUpdated,
            long version) {
        private Row moved(Recorded<PaymentEvent> recorded, String newStatus, String newReference) {
            return after(recorded, newStatus, newReference, reason);
        }

        private Row ended(Recorded<PaymentEvent> recorded, String newStatus, String newReason) {
            return after(recorded, newStatus, reference, newReason);
        }

        private Row after(
                Recorded<PaymentEvent> recorded,
                String newStatus,
                @Nullable String newReference,
                @Nullable String newReason) {
            var at = recorded.metadata().at();
            long newVersion = recorded.version();
            return new Row(
                    orderId, amount, currency, method, newStatus, newReference, newReason, requestedAt, at, newVersion);
        }
    }

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public Category<?, ?, PaymentEvent> follows() {
        return Payment.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<PaymentEvent> recorded) {
        if (recorded.event() instanceof PaymentRequested(var amount, var currency, var method)) {
            var id = recorded.stream().id();
            var at = recorded.metadata().at();
            return new Row(id, amount, currency, method, "requested", null, null, at, at, recorded.version());
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with PaymentRequested");
        }
        return switch (recorded.event()) {
            case PaymentRequested _ -> row;
            case PaymentProcessed processed -> row.moved(recorded, "processed", processed.reference());
            case PaymentFailed(var reason) -> row.ended(recorded, "failed", reason);
            case PaymentCancelled(var reason) -> row.ended(recorded, "cancelled", reason);
            case PaymentRefunded refunded -> row.moved(recorded, "refunded", refunded.reference());
        };
    }
}
