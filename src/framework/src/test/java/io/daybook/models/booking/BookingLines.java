package io.daybook.models.booking;

import io.daybook.models.wallet.Coins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a booking, in the order in which they came in.
 *
 * @param total of all lines
 */
public record BookingLines(List<BookingLine> items, Coins total) {
    public static final BookingLines NONE = new BookingLines(List.of(), Coins.ZERO);

    public BookingLines {
        items = List.copyOf(items);
    }

    public boolean contains(String roomId, @Nullable Coins price) {
        return items.stream().anyMatch(line -> matches(line, roomId, price));
    }

    /** Empty where a sum grows out of range. */
    public Optional<BookingLines> plus(String roomId, long nights, Coins price) {
        return lineTotal(nights, price)
                .flatMap(lineTotal -> total.plus(lineTotal).map(sum -> {
                    var lines = new ArrayList<>(items);
                    lines.add(new BookingLine(roomId, nights, price, lineTotal));
                    return new BookingLines(lines, sum);
                }));
    }

    /** @param price null = whatever the price */
    public BookingLines minus(String roomId, @Nullable Coins price) {
        var kept = items.stream().filter(line -> !matches(line, roomId, price)).toList();
        long cents = kept.stream().mapToLong(line -> line.lineTotal().cents()).sum();
        return new BookingLines(kept, new Coins(cents));
    }

    private static Optional<Coins> lineTotal(long nights, Coins price) {
        return price.isZero() || nights <= Coins.CENTS_MAX / price.cents()
                ? Optional.of(new Coins(price.cents() * nights))
                : Optional.empty();
    }

    private static boolean matches(BookingLine line, String roomId, @Nullable Coins price) {
        return line.roomId().equals(roomId) && (price == null || line.price().equals(price));
    }
}
