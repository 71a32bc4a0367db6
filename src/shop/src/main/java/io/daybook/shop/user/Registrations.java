package io.daybook.shop.user;

import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.shop.user.UserEvent.*;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** How many users registered, by day and by where they came from. */
public final class Registrations implements MultiStreamProjection<UserEvent, Registrations.Row> {
    /** @param day in UTC, such as {@code 2026-11-23} */
    public record Row(String day, String source, long count) {}

    @Override
    public String name() {
        return "registrations";
    }

    @Override
    public Map<String, Row> shares(Recorded<UserEvent> recorded) {
        return switch (recorded.event()) {
            case UserRegistered registered -> {
                var at = recorded.metadata().at();
                var day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
                yield Map.of(day + "#" + registered.source(), new Row(day, registered.source(), 1));
            }
            case UserEmailChanged _, UserNameChanged _, UserAddressChanged _, UserActivated _, UserDeactivated _ ->
                Map.of();
        };
    }

    @Override
    public Row merge(Row one, Row other) {
        return new Row(one.day(), one.source(), one.count() + other.count());
    }

    @Override
    public List<IndexKey> keys(Row row) {
        return List.of(IndexKey.ofDay("day", row.day(), row.source()));
    }

    /** All users who register on the same day from the same source add to one row. */
    @Override
    public int parts() {
        return IndexKey.PARTS;
    }
}
