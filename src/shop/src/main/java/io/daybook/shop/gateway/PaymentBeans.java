package io.daybook.shop.gateway;

import io.daybook.runtime.StreamReader;
import io.daybook.shop.ShopConfig;
import io.daybook.shop.payment.PaymentGateway;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the gateway for payments. Put another one here, and keep the guard around it. */
public final class PaymentBeans {
    @Produces
    @Singleton
    static PaymentLedger ledger() {
        return new PaymentLedger();
    }

    @Produces
    @Singleton
    static PaymentGateway gateway(PaymentLedger ledger, StreamReader streams, ShopConfig config) {
        var gateway = config.paymentGateway();
        return new GuardedPaymentGateway(
                new PaymentSimulator(new RecordedRequests(streams), ledger),
                new GuardedPaymentGateway.Patience(
                        gateway.attemptTimeout(),
                        gateway.attemptsMax(),
                        gateway.pauseMax(),
                        gateway.breakerAttempts(),
                        gateway.breakerRatio(),
                        gateway.breakerPause()));
    }
}
