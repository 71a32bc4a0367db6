package io.daybook.models.member;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.models.member.MemberEvent.*;
import java.util.Map;

/** How many members joined, by day and by where they came from. */
public final class Joinings implements Tally<MemberEvent, Joinings.Row> {
    /** @param day in UTC, such as {@code 2026-11-23} */
    public record Row(String day, String source, long count) {}

    @Override
    public String name() {
        return "joinings";
    }

    @Override
    public Category<?, ?, MemberEvent> follows() {
        return Member.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public Map<TallyKey, Row> shares(Recorded<MemberEvent> recorded) {
        return switch (recorded.event()) {
            case MemberJoined joined -> {
                var key = TallyKey.of(recorded, joined.source());
                yield Map.of(key, new Row(key.day().toString(), joined.source(), 1));
            }
            case MemberEmailChanged _,
                    MemberNameChanged _,
                    MemberAddressChanged _,
                    MemberActivated _,
                    MemberDeactivated _ -> Map.of();
        };
    }

    @Override
    public Row merge(Row one, Row other) {
        return new Row(one.day(), one.source(), one.count() + other.count());
    }

    /** All members who join on the same day from the same source add to one row. */
    @Override
    public boolean spread() {
        return true;
    }
}
