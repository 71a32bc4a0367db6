package io.daybook.adapter.json.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.Json;
import io.daybook.adapter.json.command.CommandReader.Read;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.RandomWallets;
import io.daybook.models.wallet.WalletCommand;
import io.daybook.models.wallet.WalletCommand.*;
import io.daybook.testtools.ForAll;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
    private static final CommandType<? extends WalletCommand> OPEN = WalletCommand.TYPES.get(0);
    private static final CommandType<? extends WalletCommand> FILL = WalletCommand.TYPES.get(1);
    private static final CommandType<? extends WalletCommand> CLOSE = WalletCommand.TYPES.get(3);

    private final CommandReader reader = new CommandReader(Json.mapper(List.of(Coins.TYPE)));

    enum Size {
        SMALL,
        LARGE
    }

    record Part(String street, long number, @Nullable String city) {
        Part {
            new Checks().length(street, "street", 1, 10).done();
        }
    }

    record Whole(
            long count,
            int small,
            boolean flag,
            Size size,
            List<String> tags,
            @Nullable Part part,
            @Nullable Long maybe) {}

    private static final CommandType<Whole> WHOLE =
            CommandType.of("whole", Whole.class).orElse("size", "SMALL").orElse("tags", List.of());

    record Sum(int small, long large, double real, BigDecimal decimal, BigInteger whole) {}

    @ParameterizedTest
    @ValueSource(strings = {"small", "large", "real", "decimal", "whole"})
    void a_number_without_end_is_an_error_of_its_field(String field) {
        var type = CommandType.of("sum", Sum.class)
                .orElse("small", 1)
                .orElse("large", 1)
                .orElse("real", 1)
                .orElse("decimal", 1)
                .orElse("whole", 1);
        for (var number :
                List.of("9".repeat(250_000), "-" + "9".repeat(250_000), "1e999999999", "1e" + "9".repeat(1_000))) {
            assertThat(reader.<Sum>read(type, "{\"" + field + "\":" + number + "}"))
                    .isInstanceOfSatisfying(
                            Read.Invalid.class,
                            invalid -> assertThat(invalid.errors())
                                    .extracting("field")
                                    .containsExactly(field));
        }
    }

    @Test
    void reads_a_command() {
        assertThat(read(OPEN, "{\"owner\":\"ada\",\"content\":\"10\",\"currency\":\"EUR\"}"))
                .isEqualTo(new Read.Valid<WalletCommand>(new Open("ada", Coins.parse("10"), "EUR")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"owner\":\"ada\",\"content\":0}", "{\"currency\":null,\"owner\":\"ada\",\"content\":0}"})
    void a_field_left_out_or_null_has_its_default(String body) {
        assertThat(read(OPEN, body)).isEqualTo(new Read.Valid<WalletCommand>(new Open("ada", Coins.ZERO, "USD")));
    }

    @Test
    void no_body_counts_as_an_empty_object() {
        assertThat(read(CLOSE, "")).isEqualTo(new Read.Valid<WalletCommand>(new Close()));
    }

    @ParameterizedTest
    @CsvSource({"12.5, 12.50", "7, 7.00", "\"0.07\", 0.07"})
    void money_is_a_string_or_a_number(String json, String amount) {
        assertThat(read(FILL, "{\"amount\":" + json.replace("'", "\"") + "}"))
                .isEqualTo(new Read.Valid<WalletCommand>(new Fill(Coins.parse(amount))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e2",
                "1.5e1",
                "1E0",
                "\"1e2\"",
                "1.005",
                "true",
                "[1]",
                "{\"cents\":1}",
                "\"\"",
                "\" 1\"",
                "123456789012345678901234567890",
                "12345678901234567.00"
            })
    void money_in_any_other_form_is_its_fields_error(String json) {
        assertThat(errors(FILL, "{\"amount\":" + json + "}"))
                .extracting(FieldError::field)
                .containsExactly("amount");
    }

    @Test
    void a_number_of_thousands_of_digits_is_its_fields_error() {
        assertThat(errors(FILL, "{\"amount\":" + "9".repeat(200_000) + "}"))
                .extracting(FieldError::field)
                .containsExactly("amount");
        assertThat(errors(WHOLE, whole("\"count\":" + "9".repeat(200_000))))
                .extracting(FieldError::field)
                .containsExactly("count");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "nonsense",
                "{\"amount\":1",
                "{\"amount\":}",
                "{\"amount\":1,}",
                "{\"amount\":1}}",
                "{\"amount\":1} {}",
                "{\"amount\":1}x",
                "{amount:1}",
                "{'amount':1}",
                "{\"amount\":NaN}",
                "{\"amount\":01}",
                "{\"amount\":1,\"amount\":2}",
                "// c\n{\"amount\":1}",
                "[]",
                "[{}]",
                "null",
                "1",
                "\"{}\"",
                " ",
                "{\"a\":{\"b\":1,\"b\":2}}"
            })
    void a_body_that_is_no_json_object_is_one_error_of_no_field(String body) {
        assertThat(errors(FILL, body)).extracting(FieldError::field).containsExactly("");
    }

    @Test
    void ill_formed_bytes_are_one_error_of_no_field() {
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1)) {
            var body = "{\"owner\":\"Zoë\",\"content\":0}".getBytes(charset);
            assertThat(reader.read(OPEN, body))
                    .isInstanceOfSatisfying(
                            Read.Invalid.class,
                            invalid -> assertThat(invalid.errors()).hasSize(1));
        }
    }

    @Test
    void nesting_without_end_is_one_error_of_no_field() {
        assertThat(errors(FILL, "{\"x\":" + "[".repeat(100_000)))
                .extracting(FieldError::field)
                .containsExactly("");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertThat(errors(OPEN, "{\"owner\":7,\"x\":{\"y\":[1,{}]},\"currency\":[[\"USD\"],2]}"))
                .containsExactlyInAnyOrder(
                        new FieldError("owner", "must be a string"),
                        new FieldError("x", "is not a field of this command"),
                        new FieldError("currency", "must be a string"),
                        new FieldError("content", "is required"));
    }

    @Test
    void every_value_out_of_range_is_said_at_once() {
        assertThat(errors(OPEN, "{\"owner\":\"\",\"content\":-1,\"currency\":\"XXZ\"}"))
                .extracting(FieldError::field)
                .containsExactly("owner", "content", "currency");
    }

    @Test
    void lengths_count_characters_not_utf16_units() {
        assertThat(read(OPEN, "{\"content\":0,\"owner\":\"" + "😀".repeat(200) + "\"}"))
                .isInstanceOf(Read.Valid.class);
        assertThat(errors(OPEN, "{\"content\":0,\"owner\":\"" + "😀".repeat(201) + "\"}"))
                .extracting(FieldError::field)
                .containsExactly("owner");
    }

    @Test
    void a_lone_surrogate_is_its_fields_error() {
        assertThat(errors(OPEN, "{\"content\":0,\"owner\":\"\\ud800\"}"))
                .extracting(FieldError::field)
                .containsExactly("owner");
        assertThat(errors(CLOSE, "{\"\\ud800\":0}"))
                .extracting(FieldError::field)
                .containsExactly("?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"count\":2.0",
                "\"count\":\"2\"",
                "\"count\":2e0",
                "\"count\":true",
                "\"count\":null",
                "\"count\":[2]",
                "\"count\":9223372036854775808",
                "\"small\":2147483648",
                "\"small\":1.5",
                "\"flag\":\"true\"",
                "\"flag\":1",
                "\"size\":1",
                "\"size\":\"HUGE\"",
                "\"size\":\"\"",
                "\"tags\":\"a\"",
                "\"tags\":[1]",
                "\"tags\":[\"a\",null]",
                "\"tags\":{\"a\":[1]}",
                "\"part\":[]",
                "\"part\":\"x\"",
                "\"maybe\":\"1\""
            })
    void nothing_is_converted_silently(String field) {
        var name = field.substring(1, field.indexOf('"', 1));
        assertThat(errors(WHOLE, whole(field))).extracting(FieldError::field).containsExactly(name);
    }

    @Test
    void fields_within_fields_have_dotted_names() {
        assertThat(errors(WHOLE, whole("\"part\":{\"street\":1,\"x\":2}")))
                .containsExactlyInAnyOrder(
                        new FieldError("part.street", "must be a string"),
                        new FieldError("part.x", "is not a field of this command"),
                        new FieldError("part.number", "is required"));
        assertThat(errors(WHOLE, whole("\"part\":{\"street\":\"\",\"number\":1}")))
                .extracting(FieldError::field)
                .containsExactly("part.street");
    }

    @Test
    void optional_fields_are_null_and_others_have_their_defaults() {
        assertThat(read(WHOLE, whole("\"part\":{\"street\":\"s\",\"number\":1}")))
                .isEqualTo(
                        new Read.Valid<>(new Whole(1, 1, true, Size.SMALL, List.of(), new Part("s", 1, null), null)));
    }

    @Test
    void no_message_tells_how_the_service_is_programmed() {
        var bodies =
                List.of("{\"count\":{},\"small\":[],\"flag\":0,\"size\":{},\"tags\":1,\"part\":1,\"maybe\":{}}", "{x");
        for (var body : bodies) {
            assertThat(errors(WHOLE, body).toString()).doesNotContain("io.daybook", "java.", "Exception", "jackson");
        }
    }

    @Test
    void a_field_with_a_boundless_name_is_shown_shortened() {
        assertThat(errors(CLOSE, "{\"" + "x".repeat(100_000) + "\":1}")
                        .getFirst()
                        .field())
                .hasSizeLessThan(200);
    }

    @Test
    void a_written_command_is_read_again() {
        ForAll.seeds(random -> {
            var command = RandomWallets.anyCommand(random);
            var type = WalletCommand.TYPES.stream()
                    .filter(candidate -> candidate.javaType().isInstance(command))
                    .findFirst()
                    .orElseThrow();
            assertThat(reader.read(type, reader.write(command))).isEqualTo(new Read.Valid<>(command));
        });
    }

    /** A body in which one field is as given and all others are well. */
    private static String whole(String field) {
        var others = List.of("\"count\":1", "\"small\":1", "\"flag\":true").stream()
                .filter(other -> !other.startsWith(field.substring(0, field.indexOf(':'))))
                .toList();
        return "{" + String.join(",", others) + "," + field + "}";
    }

    private <C> Read<C> read(CommandType<C> type, String body) {
        return reader.read(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private <C> List<FieldError> errors(CommandType<C> type, String body) {
        return switch (read(type, body)) {
            case Read.Valid<C> valid -> List.of();
            case Read.Invalid<C>(var errors) -> errors;
        };
    }
}
