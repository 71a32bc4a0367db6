package io.daybook.laptop.purse;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.laptop.purse.PurseEvent.PurseOpened;
import java.util.Map;

/** How many purses were opened, by day and currency. */
public final class Openings implements Tally<PurseEvent, Openings.Row> {
    /** @param day in UTC, such as {@code 2026-11-23} */
    public record Row(String day, String currency, long count) {}

    @Override
    public String name() {
        return "openings";
    }

    @Override
    public Category<?, ?, PurseEvent> follows() {
        return Purse.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public Map<TallyKey, Row> shares(Recorded<PurseEvent> recorded) {
        if (!(recorded.event() instanceof PurseOpened opened)) {
            return Map.of();
        }
        var key = TallyKey.of(recorded, opened.currency());
        return Map.of(key, new Row(key.day().toString(), opened.currency(), 1));
    }

    @Override
    public Row merge(Row one, Row other) {
        return new Row(one.day(), one.currency(), one.count() + other.count());
    }

    /** All purses that are opened on the same day in the same currency add to one row. */
    @Override
    public boolean spread() {
        return true;
    }
}
