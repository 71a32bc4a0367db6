package io.daybook.app;

import io.daybook.domain.account.Account;
import io.daybook.domain.account.AccountView;
import io.daybook.domain.value.Money;
import io.daybook.kernel.event.ScalarType;
import java.util.List;

/** What exists. A line more, and there are routes, codecs and handlers for it. */
public final class Catalog {
    public static final List<Aggregate<?, ?, ?, ?>> AGGREGATES =
            List.of(new Aggregate<>("accounts", Account.CATEGORY, new AccountView()));

    /** Values of the domain that JSON writes as one string. */
    public static final List<ScalarType<?>> SCALARS = List.of(Money.TYPE);

    private Catalog() {}
}
