package io.daybook.laptop.purse;

import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.laptop.purse.PurseEvent.PurseOpened;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** How many purses were opened, by day and currency. */
public final class Openings implements MultiStreamProjection<PurseEvent, Openings.Row> {
    /** @param day in UTC, such as {@code 2026-11-23} */
    public record Row(String day, String currency, long count) {}

    @Override
    public String name() {
        return "openings";
    }

    @Override
    public Map<String, Row> shares(Recorded<PurseEvent> recorded) {
        if (!(recorded.event() instanceof PurseOpened opened)) {
            return Map.of();
        }
        var at = recorded.metadata().at();
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        return Map.of(day + "#" + opened.currency(), new Row(day, opened.currency(), 1));
    }

    @Override
    public Row merge(Row one, Row other) {
        return new Row(one.day(), one.currency(), one.count() + other.count());
    }

    @Override
    public List<IndexKey> keys(Row row) {
        return List.of(IndexKey.ofDay("day", row.day(), row.currency()));
    }

    /** All purses that are opened on the same day in the same currency add to one row. */
    @Override
    public int parts() {
        return IndexKey.PARTS;
    }
}
