package io.daybook.models.booking;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.models.booking.BookingEvent.*;
import io.daybook.models.wallet.Coins;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row for each booking: its lines, what they come to, and how far it is. */
public final class BookingView implements Projection<BookingEvent, BookingView.Row> {
    /**
     * @param status {@code pending}, {@code confirmed} or {@code cancelled}
     * @param reason of the cancellation; null where there was none
     * @param version of the stream that the row reflects
     */
    public record Row(
            String bookingId,
            @Nullable String memberId,
            List<BookingLine> lines,
            Coins total,
            String currency,
            String status,
            @Nullable String reason,
            Instant madeAt,
            @Nullable Instant confirmedAt,
            Instant lastUpdated,
            long version) {
        public Row {
            lines = List.copyOf(lines);
        }

        private BookingLines booked() {
            return new BookingLines(lines, total);
        }
    }

    @Override
    public String name() {
        return "bookings";
    }

    @Override
    public Category<?, ?, BookingEvent> follows() {
        return Booking.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<BookingEvent> recorded) {
        if (recorded.event() instanceof BookingMade(var memberId, var currency)) {
            var id = recorded.stream().id();
            var at = recorded.metadata().at();
            return new Row(
                    id, memberId, List.of(), Coins.ZERO, currency, "pending", null, at, null, at, recorded.version());
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with BookingMade");
        }
        var booked = row.booked();
        return switch (recorded.event()) {
            case BookingMade _ -> row;
            case RoomAdded(var roomId, var nights, var price) ->
                moved(row, booked.plus(roomId, nights, price).orElseThrow(), "pending", null, recorded);
            case RoomRemoved(var roomId, var price) ->
                moved(row, booked.minus(roomId, price), "pending", null, recorded);
            case BookingConfirmed _ -> moved(row, booked, "confirmed", null, recorded);
            case BookingCancelled(var reason) -> moved(row, booked, "cancelled", reason, recorded);
        };
    }

    @Override
    public List<Lookup<Row>> lookups() {
        return List.of(
                Lookup.by("memberId", Row::memberId)
                        .in("member")
                        .normalised(BookingView::id)
                        .sortedByTime(Row::madeAt)
                        .withRange("made")
                        .descending(),
                Lookup.by("status", Row::status)
                        .oneOf("pending", "confirmed", "cancelled")
                        .spread()
                        .sortedByTime(Row::madeAt)
                        .withRange("made")
                        .descending());
    }

    private static String id(String text) {
        if (!StreamName.isId(text)) {
            throw new IllegalArgumentException(BookingCommand.ID_EXPECTED);
        }
        return text;
    }

    private static Row moved(
            Row row, BookingLines booked, String status, @Nullable String reason, Recorded<BookingEvent> recorded) {
        var at = recorded.metadata().at();
        return new Row(
                row.bookingId(),
                row.memberId(),
                booked.items(),
                booked.total(),
                row.currency(),
                status,
                reason,
                row.madeAt(),
                status.equals("confirmed") ? at : row.confirmedAt(),
                at,
                recorded.version());
    }
}
