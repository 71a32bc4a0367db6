package io.daybook.kernel.tally;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.event.Recorded;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Names a row of a tally, which is listed under its day.
 *
 * @param day in UTC
 * @param group what the rows of a day differ in, such as a currency; may be empty
 */
@PublicApi
public record TallyKey(LocalDate day, String group) {
    /** A row of the day on which the event was recorded. */
    public static TallyKey of(Recorded<?> recorded, String group) {
        return new TallyKey(LocalDate.ofInstant(recorded.metadata().at(), ZoneOffset.UTC), group);
    }

    /** The key of the row in storage, such as {@code 2026-11-23#EUR}: it sorts as days do. */
    @Override
    public String toString() {
        return day + "#" + group;
    }
}
