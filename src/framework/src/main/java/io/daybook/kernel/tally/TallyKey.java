package io.daybook.kernel.tally;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.event.Recorded;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The key of a row of a tally. The row is listed under its day.
 *
 * @param day in UTC
 * @param group what distinguishes the rows of a day, such as a currency; may be empty
 */
@PublicApi
public record TallyKey(LocalDate day, String group) {
    /** The key of a row of the day on which the event was recorded. */
    public static TallyKey of(Recorded<?> recorded, String group) {
        return new TallyKey(LocalDate.ofInstant(recorded.metadata().at(), ZoneOffset.UTC), group);
    }

    /** The key of the row in storage, such as {@code 2026-11-23#EUR}, which sorts in the order of days. */
    @Override
    public String toString() {
        return day + "#" + group;
    }
}
