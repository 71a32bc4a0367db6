package io.daybook.app.payment;

import io.daybook.app.DaybookConfig;
import io.daybook.app.Wiring;
import io.daybook.domain.payment.Payment;
import io.daybook.domain.payment.PaymentGateway;
import io.daybook.kernel.store.EventStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The gateway that payments are made with. Put another one here, and leave what is around it. */
public final class PaymentBeans {
    @Produces
    @Singleton
    static PaymentLedger ledger() {
        return new PaymentLedger();
    }

    @Produces
    @Singleton
    static PaymentGateway gateway(PaymentLedger ledger, EventStore store, Wiring wiring, DaybookConfig config) {
        var gateway = config.paymentGateway();
        return new GuardedPaymentGateway(
                new PaymentSimulator(new RecordedRequests(store, wiring.codec(Payment.CATEGORY)), ledger),
                new GuardedPaymentGateway.Patience(
                        gateway.attemptTimeout(),
                        gateway.attemptsMax(),
                        gateway.pauseMax(),
                        gateway.breakerAttempts(),
                        gateway.breakerRatio(),
                        gateway.breakerPause()));
    }
}
