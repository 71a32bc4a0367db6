package io.daybook.adapter.json.value;

import io.daybook.kernel.schema.ScalarType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Types of the JDK that are written as one JSON string, in the form that {@code java.time} reads and writes (ISO 8601).
 */
public final class StandardTypes {
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** All of them; an {@code Instant} is written by {@link MillisecondTime}. */
    public static final List<ScalarType<?>> ALL = List.of(
            type(LocalDate.class, LocalDate::parse, "a date, such as \"2026-11-23\""),
            type(LocalTime.class, LocalTime::parse, "a time of day, such as \"08:30\""),
            type(LocalDateTime.class, LocalDateTime::parse, "a date and time, such as \"2026-11-23T08:30\""),
            type(
                    OffsetDateTime.class,
                    OffsetDateTime::parse,
                    "a date and time with an offset, such as \"2026-11-23T08:30+01:00\""),
            type(
                    ZonedDateTime.class,
                    ZonedDateTime::parse,
                    "a date and time with a zone, such as \"2026-11-23T08:30+01:00[Europe/Berlin]\""),
            type(OffsetTime.class, OffsetTime::parse, "a time of day with an offset, such as \"08:30+01:00\""),
            type(Duration.class, Duration::parse, "a duration, such as \"PT1H30M\""),
            type(Period.class, Period::parse, "a period, such as \"P1M\""),
            type(Year.class, Year::parse, "a year, such as \"2026\""),
            type(YearMonth.class, YearMonth::parse, "a month of a year, such as \"2026-11\""),
            type(MonthDay.class, MonthDay::parse, "a day of any year, such as \"--11-23\""),
            type(ZoneOffset.class, ZoneOffset::of, "an offset, such as \"+01:00\""),
            type(ZoneId.class, ZoneId::of, "a time zone, such as \"Europe/Berlin\""),
            type(UUID.class, StandardTypes::uuid, "a UUID, such as \"01932c07-209f-7ea1-8dd6-a5f8f4a3b1c2\""));

    /** Other types that may be keys of a map, besides enums. */
    static final List<ScalarType<?>> KEYS = List.of(
            new ScalarType<>(String.class, WellFormedText::check, text -> text),
            type(Integer.class, Integer::valueOf, "a whole number"),
            type(Long.class, Long::valueOf, "a whole number"),
            new ScalarType<>(Instant.class, MillisecondTime::parse, MillisecondTime::format));

    private StandardTypes() {}

    private static <T> ScalarType<T> type(Class<T> javaType, Function<String, T> parse, String expected) {
        return new ScalarType<>(
                javaType,
                text -> {
                    try {
                        return parse.apply(text);
                    } catch (RuntimeException e) {
                        throw new IllegalArgumentException("must be " + expected, e);
                    }
                },
                Object::toString);
    }

    /** The JDK also accepts parts that are too short. */
    private static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return UUID.fromString(text);
    }
}
