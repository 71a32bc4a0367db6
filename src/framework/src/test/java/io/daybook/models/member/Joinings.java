package io.daybook.models.member;

import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.models.member.MemberEvent.*;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** How many members joined, by day and by where they came from. */
public final class Joinings implements MultiStreamProjection<MemberEvent, Joinings.Row> {
    /** @param day in UTC, such as {@code 2026-11-23} */
    public record Row(String day, String source, long count) {}

    @Override
    public String name() {
        return "joinings";
    }

    @Override
    public Map<String, Row> shares(Recorded<MemberEvent> recorded) {
        return switch (recorded.event()) {
            case MemberJoined joined -> {
                var at = recorded.metadata().at();
                var day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
                yield Map.of(day + "#" + joined.source(), new Row(day, joined.source(), 1));
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

    @Override
    public List<IndexKey> keys(Row row) {
        return List.of(IndexKey.ofDay("day", row.day(), row.source()));
    }

    /** All members who join on the same day from the same source add to one row. */
    @Override
    public int parts() {
        return IndexKey.PARTS;
    }
}
