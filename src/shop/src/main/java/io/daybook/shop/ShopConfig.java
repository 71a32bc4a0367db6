package io.daybook.shop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * The shop's settings, under {@code shop.}; as environment variables, such as {@code SHOP_FULFILMENT_PAYMENT_TIMEOUT}.
 */
@ConfigMapping(prefix = "shop")
public interface ShopConfig {
    Fulfilment fulfilment();

    PaymentGateway paymentGateway();

    /** How orders are fulfilled. */
    interface Fulfilment {
        /**
         * How long a payment may stay without an answer before it is given up. A duration; default 15 minutes, on a
         * laptop 10 seconds.
         */
        @WithDefault("15m")
        Duration paymentTimeout();
    }

    /** How the payment gateway is called. */
    interface PaymentGateway {
        /** An attempt that takes longer is interrupted. A duration; default 2 seconds. */
        @WithDefault("2s")
        Duration attemptTimeout();

        /** Attempts of one call. After that, the event is delivered again later. A count; default 3. */
        @WithDefault("3")
        int attemptsMax();

        /** The pause before a further attempt is random up to this. A duration; default 200 milliseconds. */
        @WithDefault("200ms")
        Duration pauseMax();

        /** The newest attempts that the circuit breaker looks at. A count; default 20. */
        @WithDefault("20")
        int breakerAttempts();

        /**
         * The share of them that must fail for it to open. 0..1; default 0.75, so that a gateway that needs three
         * attempts for each call does not open it.
         */
        @WithDefault("0.75")
        double breakerRatio();

        /** How long nothing is sent once it has opened. A duration; default 2 seconds. */
        @WithDefault("2s")
        Duration breakerPause();
    }
}
