package io.daybook.models;

import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.models.booking.Booking;
import io.daybook.models.booking.BookingView;
import io.daybook.models.counter.Counter;
import io.daybook.models.counter.CounterView;
import io.daybook.models.member.Joinings;
import io.daybook.models.member.Member;
import io.daybook.models.member.MemberEvent;
import io.daybook.models.member.MemberView;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletAccess;
import io.daybook.models.wallet.WalletView;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.Join;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.List;

/** What exists in the application that the framework's own tests are about. */
public final class ModelCatalog implements Catalog {
    public static final ReadModel<MemberEvent, MemberView.Row> MEMBERS =
            new ReadModel<>("members", "members", new MemberView());

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return List.of(
                new Aggregate<>("wallets", Wallet.CATEGORY, new WalletView()).withAccess(new WalletAccess()),
                new Aggregate<>("members", Member.CATEGORY, new MemberView()),
                new Aggregate<>("counters", Counter.CATEGORY, new CounterView()),
                new Aggregate<>("bookings", Booking.CATEGORY, new BookingView()),
                new Aggregate<>(null, Counter.INNER, new CounterView()));
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(
                new ReadModel<>("wallets", "wallets", new WalletView()).withAccess(WalletAccess.ROWS),
                MEMBERS,
                new ReadModel<>("counters", new CounterView()),
                new ReadModel<>("bookings", "bookings", new BookingView())
                        .with(new Join<>(
                                "memberId", "memberName", BookingView.Row::memberId, MEMBERS, MemberView.Row::name))
                        .withAccess(RowAccess.own("holder", BookingView.Row::memberId)
                                .listedBy("memberId")));
    }

    @Override
    public List<TallyModel<?, ?>> tallies() {
        return List.of(new TallyModel<>("joinings", "joinings", new Joinings()));
    }

    @Override
    public List<ScalarType<?>> scalars() {
        return List.of(Coins.TYPE);
    }
}
