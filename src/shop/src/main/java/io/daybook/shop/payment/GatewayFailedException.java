package io.daybook.shop.payment;

/** The gateway failed for a technical reason. Whether the call had its effect is not known. */
public final class GatewayFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GatewayFailedException(String message) {
        super(message);
    }
}
