package io.daybook.shop.user;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.shop.user.UserEvent.*;
import java.util.Map;

/** How many users registered, by day and by where they came from. */
public final class Registrations implements Tally<UserEvent, Registrations.Row> {
    /** @param day in UTC, such as {@code 2026-11-23} */
    public record Row(String day, String source, long count) {}

    @Override
    public String name() {
        return "registrations";
    }

    @Override
    public Category<?, ?, UserEvent> follows() {
        return User.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public Map<TallyKey, Row> shares(Recorded<UserEvent> recorded) {
        return switch (recorded.event()) {
            case UserRegistered registered -> {
                var key = TallyKey.of(recorded, registered.source());
                yield Map.of(key, new Row(key.day().toString(), registered.source(), 1));
            }
            case UserEmailChanged _, UserNameChanged _, UserAddressChanged _, UserActivated _, UserDeactivated _ ->
                Map.of();
        };
    }

    @Override
    public Row merge(Row one, Row other) {
        return new Row(one.day(), one.source(), one.count() + other.count());
    }

    /** All users who register on the same day from the same source add to one row. */
    @Override
    public boolean spread() {
        return true;
    }
}
