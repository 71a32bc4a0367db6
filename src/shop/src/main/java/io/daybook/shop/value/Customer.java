package io.daybook.shop.value;

import io.daybook.kernel.access.Caller;
import org.jspecify.annotations.Nullable;

/** Whoever buys in the shop, as a caller of its API. Its id is that of its user. */
public final class Customer {
    public static final String ROLE = "customer";

    private Customer() {}

    /** @param id of a user, or null */
    public static boolean is(Caller caller, @Nullable String id) {
        return caller.has(ROLE) && caller.is(id);
    }
}
