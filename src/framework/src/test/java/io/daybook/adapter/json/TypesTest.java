package io.daybook.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.adapter.json.command.CommandReader;
import io.daybook.adapter.json.command.CommandReader.Read;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.models.parcel.Manifest;
import io.daybook.models.parcel.Parcel;
import io.daybook.models.parcel.Parcel.Pack;
import io.daybook.models.wallet.Coins;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSON carries without a line of the application's. */
class TypesTest {
    private static final ObjectMapper MAPPER = Json.mapper(List.of(Coins.TYPE));
    private static final CommandType<Pack> PACK = CommandType.creating("pack", Pack.class);

    private final CommandReader reader = new CommandReader(MAPPER);

    @Test
    void every_type_is_written_and_read_again() {
        var command = new Pack(Manifest.example());
        assertThat(reader.read(PACK, reader.write(command))).isEqualTo(new Read.Valid<>(command));
    }

    @Test
    void every_type_is_written_alike_in_every_locale() {
        var written = reader.write(new Pack(Manifest.example()));
        var before = Locale.getDefault();
        try {
            for (var locale : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(locale));
                var mapper = new CommandReader(Json.mapper(List.of(Coins.TYPE)));
                var read = mapper.read(PACK, written);
                assertThat(read).isEqualTo(new Read.Valid<>(new Pack(Manifest.example())));
                assertThat(mapper.write(((Read.Valid<Pack>) read).command()).length())
                        .isEqualTo(written.length());
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void times_are_in_the_form_of_iso_8601_and_cases_have_their_type() throws IOException {
        var manifest = tree().path("manifest");
        assertThat(manifest.at("/times/date").asText()).isEqualTo("2026-02-28");
        assertThat(manifest.at("/times/duration").asText()).isEqualTo("PT1H30M0.5S");
        assertThat(manifest.at("/zones/zonedDateTime").asText()).isEqualTo("2026-10-25T02:30+01:00[Europe/Berlin]");
        assertThat(manifest.at("/numbers/decimal").toString()).isEqualTo("12.50");
        assertThat(manifest.at("/keys/dates/1970-01-01").asText()).isEqualTo("PT0S");
        assertThat(manifest.path("way").toString())
                .isEqualTo("{\"type\":\"sea\",\"container\":{\"what\":\"book\",\"count\":2,\"note\":null},"
                        + "\"onwards\":{\"type\":\"road\",\"plate\":\"B-XY 1\",\"on\":\"1970-01-01\"}}");
    }

    @Test
    void a_state_that_is_one_of_several_cases_is_read_as_what_it_was() {
        var states = new JacksonStateCodec<>(Parcel.State.class, MAPPER);
        for (var state : List.of(new Parcel.State.Empty(), new Parcel.State.Full(Manifest.example()))) {
            assertThat(states.decode(states.encode(state))).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/times/instant | \"2026-11-23\"",
                "/times/date | \"2026-02-30\"",
                "/times/date | \"23.11.2026\"",
                "/times/date | 20261123",
                "/times/date | [2026,11,23]",
                "/times/date | \"\"",
                "/times/date | \"2026-02-28T00:00\"",
                "/times/time | \"25:00\"",
                "/times/dateTime | \"2026-11-23\"",
                "/times/duration | 90",
                "/times/duration | \"90s\"",
                "/times/period | \"P\"",
                "/times/year | \"year\"",
                "/times/yearMonth | \"2026-13\"",
                "/times/monthDay | \"02-29\"",
                "/times/day | 1",
                "/times/day | \"Sunday\"",
                "/times/month | \"JANUAR\"",
                "/zones/offsetDateTime | \"2026-11-23T08:30\"",
                "/zones/zonedDateTime | \"2026-11-23T08:30+01:00[Nowhere/At_All]\"",
                "/zones/offsetTime | \"08:30\"",
                "/zones/offset | \"+99:00\"",
                "/zones/zone | \"Nowhere/At_All\"",
                "/zones/id | \"1-1-1-1-1\"",
                "/zones/id | 1",
                "/numbers/small | 2.0",
                "/numbers/large | \"2\"",
                "/numbers/large | 9223372036854775808",
                "/numbers/real | 1e400",
                "/numbers/real | \"0.1\"",
                "/numbers/real | \"NaN\"",
                "/numbers/decimal | 1e999999999",
                "/numbers/decimal | \"12.50\"",
                "/numbers/decimal | true",
                "/numbers/whole | 1.0",
                "/numbers/whole | \"1\"",
                "/numbers/whole | 1e2",
                "/numbers/price | 1e2",
                "/numbers/maybeReal | 1e400",
                "/keys/texts | {\"\\ud800\":1}",
                "/keys/texts | {\"a\":\"1\"}",
                "/keys/ints | {\"01\":\"x\"}",
                "/keys/ints | {\"+1\":\"x\"}",
                "/keys/longs | {\"1.0\":\"x\"}",
                "/keys/dates | {\"2026-02-30\":\"PT0S\"}",
                "/keys/instants | {\"now\":[]}",
                "/keys/ids | {\"01932C07-209F-7EA1-8DD6-A5F8F4A3B1C2\":[]}",
                "/keys/days | {\"1\":{\"what\":\"a\",\"count\":1}}",
                "/keys/prices | {\"0\":\"Z\",\"0.0\":\"Z\"}",
                "/keys/ways | {\"2026\":{}}",
                "/way | {}",
                "/way | {\"type\":\"air\"}",
                "/way | {\"type\":null}",
                "/way | {\"type\":7}",
                "/way | []",
                "/way | {\"type\":\"road\",\"plate\":1}",
                "/way | {\"type\":\"road\"}",
                "/way | {\"type\":\"road\",\"plate\":\"\",\"x\":1}",
                "/way | {\"plate\":2.0,\"type\":\"road\"}",
                "/way |"
                        + " {\"type\":\"sea\",\"onwards\":{\"type\":\"pick-up\"},\"container\":{\"what\":\"\",\"count\":1}}",
                "/others | [{\"type\":\"road\",\"plate\":\"\"},{}]",
                "/others | {}",
                "/pieces | [{\"what\":\"a\",\"count\":2.0}]",
                "/pieces | [null]",
            })
    void what_does_not_fit_is_an_error_of_its_field(String pointer, String json) throws IOException {
        var at = pointer.lastIndexOf('/');
        var body = tree();
        ((ObjectNode) body.at("/manifest" + pointer.substring(0, at)))
                .putRawValue(pointer.substring(at + 1), new RawValue(json));
        assertThat(errors(body.toString())).singleElement().satisfies(error -> {
            assertThat(error.field()).startsWith("manifest" + pointer.replace('/', '.'));
            assertThat(error.message()).doesNotContain("io.daybook", "java.", "Exception", "jackson");
        });
    }

    @Test
    void who_sends_a_wrong_value_is_told_where_it_stands_and_what_was_expected() throws IOException {
        assertThat(errors("date", "/times", "\"tomorrow\""))
                .containsExactly(new FieldError("manifest.times.date", "must be a date, such as \"2026-11-23\""));
        assertThat(errors("way", "", "{\"type\":\"air\"}"))
                .containsExactly(new FieldError(
                        "manifest.way", "must be an object whose \"type\" is one of \"road\", \"pick-up\", \"sea\""));
        assertThat(errors("pieces", "", "[{\"what\":\"a\",\"count\":1},{\"what\":\"\",\"count\":0}]"))
                .containsExactly(
                        new FieldError("manifest.pieces[1].what", "must be 1..10 characters long"),
                        new FieldError("manifest.pieces[1].count", "must be greater than 0"));
        assertThat(errors("pieces", "", "[{\"what\":\"a\",\"count\":\"1\"}]"))
                .containsExactly(new FieldError(
                        "manifest.pieces[0].count", "must be a whole number, without decimals, exponent or quotes"));
        assertThat(errors("pieces", "", "[{\"what\":\"a\",\"count\":1,\"x\":1}]"))
                .containsExactly(new FieldError("manifest.pieces[0].x", "is not a field of this command"));
    }

    @Test
    void a_nullable_field_may_be_left_out_however_deep_it_stands() throws IOException {
        var body = tree();
        body.findParents("note").forEach(piece -> ((ObjectNode) piece).remove("note"));
        body.findParents("on").forEach(road -> ((ObjectNode) road).remove("on"));
        assertThat(reader.read(PACK, body.toString())).isInstanceOf(Read.Valid.class);
    }

    record Odd(Coins odd) {}

    @Test
    void whatever_a_parser_of_the_domain_throws_is_the_senders_error() {
        for (var failure : List.of(
                new DateTimeException("at index 0"), new IllegalStateException(), new NumberFormatException())) {
            var mapper = Json.mapper(List.of(new ScalarType<>(
                    Coins.class,
                    text -> {
                        throw failure;
                    },
                    Coins::toString)));
            assertThat(new CommandReader(mapper).read(CommandType.of("odd", Odd.class), "{\"odd\":\"x\"}"))
                    .isEqualTo(
                            new Read.Invalid<Odd>(List.of(new FieldError("odd", "does not have the expected form"))));
        }
    }

    record Tags(Set<String> texts, Set<Manifest.Way> ways, Set<DayOfWeek> days) {}

    @Test
    void equal_sets_are_written_as_equal_texts() {
        var road = new Manifest.Way.Road("", null);
        var pickUp = new Manifest.Way.PickUp();
        var some = new Tags(
                new LinkedHashSet<>(List.of("b", "a")),
                new LinkedHashSet<>(List.of(road, pickUp)),
                EnumSet.of(DayOfWeek.MONDAY));
        var same = new Tags(
                new LinkedHashSet<>(List.of("a", "b")),
                new LinkedHashSet<>(List.of(pickUp, road)),
                Set.of(DayOfWeek.MONDAY));
        assertThat(reader.write(some))
                .isEqualTo(reader.write(same))
                .isEqualTo("{\"texts\":[\"a\",\"b\"],\"ways\":[{\"type\":\"pick-up\"},"
                        + "{\"type\":\"road\",\"plate\":\"\",\"on\":null}],\"days\":[\"MONDAY\"]}");
    }

    record Amounts(BigDecimal amount) {}

    @Test
    void a_number_that_could_not_be_read_again_is_not_written() {
        for (var tooMuch : List.of("1E+500", "1E-500", "1E+999999999")) {
            assertThatThrownBy(() -> reader.write(new Amounts(new BigDecimal(tooMuch))))
                    .isInstanceOf(JsonDefectException.class);
        }
        var amounts = CommandType.of("amounts", Amounts.class);
        assertThat(reader.read(amounts, reader.write(new Amounts(new BigDecimal("1E+3")))))
                .isEqualTo(new Read.Valid<>(new Amounts(new BigDecimal("1000"))));
        assertThat(reader.read(amounts, "{\"amount\":" + "9".repeat(200_000) + "}"))
                .isInstanceOf(Read.Invalid.class);
    }

    private ObjectNode tree() throws IOException {
        JsonNode tree = MAPPER.readTree(reader.write(new Pack(Manifest.example())));
        return (ObjectNode) tree;
    }

    private List<FieldError> errors(String field, String under, String json) throws IOException {
        var body = tree();
        ((ObjectNode) body.at("/manifest" + under)).set(field, MAPPER.readTree(json));
        return errors(body.toString());
    }

    private List<FieldError> errors(String body) {
        return switch (reader.read(PACK, body)) {
            case Read.Valid<Pack> valid -> List.of();
            case Read.Invalid<Pack>(var errors) -> errors;
        };
    }
}
