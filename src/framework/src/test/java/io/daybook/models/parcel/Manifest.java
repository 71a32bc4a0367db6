package io.daybook.models.parcel;

import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.schema.TypeName;
import io.daybook.models.wallet.Coins;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is in a parcel: one component of every type that JSON carries. */
public record Manifest(
        Times times, Zones zones, Numbers numbers, Keys keys, Way way, List<Way> others, List<Piece> pieces) {
    /** Without a zone. */
    public record Times(
            Instant instant,
            LocalDate date,
            LocalTime time,
            LocalDateTime dateTime,
            Duration duration,
            Period period,
            Year year,
            YearMonth yearMonth,
            MonthDay monthDay,
            DayOfWeek day,
            Month month) {}

    /** With a zone. */
    public record Zones(
            OffsetDateTime offsetDateTime,
            ZonedDateTime zonedDateTime,
            OffsetTime offsetTime,
            ZoneOffset offset,
            ZoneId zone,
            UUID id) {}

    /** Of every size. */
    public record Numbers(
            int small,
            long large,
            double real,
            BigDecimal decimal,
            BigInteger whole,
            @Nullable Integer maybeSmall,
            @Nullable Long maybeLarge,
            @Nullable Double maybeReal,
            @Nullable Boolean maybe,
            Coins price) {}

    /** Every type that a key may have. */
    public record Keys(
            Map<String, Long> texts,
            Map<Integer, String> ints,
            Map<Long, String> longs,
            Map<LocalDate, Duration> dates,
            Map<Instant, Set<String>> instants,
            Map<UUID, List<BigDecimal>> ids,
            Map<DayOfWeek, Piece> days,
            Map<Coins, ZoneId> prices,
            Map<Year, Way> ways) {}

    /** How it goes: one of several cases. */
    public sealed interface Way {
        @TypeName("road")
        record Road(String plate, @Nullable LocalDate on) implements Way {}

        @TypeName("pick-up")
        record PickUp() implements Way {}

        /** A case that has cases. */
        sealed interface Far extends Way {}

        @TypeName("sea")
        record Sea(Piece container, Way onwards) implements Far {}
    }

    /** One thing in it. */
    public record Piece(String what, long count, @Nullable String note) {
        public Piece {
            new Checks()
                    .length(what, "what", 1, 10)
                    .that(count > 0, "count", "must be greater than 0")
                    .done();
        }
    }

    /** One of everything. */
    public static Manifest example() {
        var piece = new Piece("book", 2, null);
        var id = UUID.fromString("01932c07-209f-7ea1-8dd6-a5f8f4a3b1c2");
        return new Manifest(
                new Times(
                        Instant.parse("2026-11-23T08:30:00.123Z"),
                        LocalDate.parse("2026-02-28"),
                        LocalTime.parse("08:30:00.000000001"),
                        LocalDateTime.parse("2026-11-23T08:30"),
                        Duration.parse("PT1H30M0.5S"),
                        Period.parse("P1Y2M3D"),
                        Year.of(2026),
                        YearMonth.parse("2026-11"),
                        MonthDay.parse("--02-29"),
                        DayOfWeek.SUNDAY,
                        Month.MAY),
                new Zones(
                        OffsetDateTime.parse("2026-11-23T08:30+01:00"),
                        ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Berlin]"),
                        OffsetTime.parse("08:30-05:00"),
                        ZoneOffset.ofHours(2),
                        ZoneId.of("America/New_York"),
                        id),
                new Numbers(
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        0.1,
                        new BigDecimal("12.50"),
                        BigInteger.TEN.pow(50),
                        null,
                        1L,
                        1e-7,
                        true,
                        Coins.parse("12.50")),
                new Keys(
                        Map.of("a.b", 1L),
                        Map.of(-1, "x"),
                        Map.of(Long.MIN_VALUE, "x"),
                        Map.of(LocalDate.EPOCH, Duration.ZERO),
                        Map.of(Instant.EPOCH, Set.of("a", "b")),
                        Map.of(id, List.of(new BigDecimal("0.00"))),
                        Map.of(DayOfWeek.MONDAY, piece),
                        Map.of(Coins.ZERO, ZoneOffset.UTC),
                        Map.of(Year.of(2026), new Way.PickUp())),
                new Way.Sea(piece, new Way.Road("B-XY 1", LocalDate.EPOCH)),
                List.of(new Way.PickUp(), new Way.Road("", null)),
                List.of(piece, new Piece("pen", 1, "blue")));
    }
}
