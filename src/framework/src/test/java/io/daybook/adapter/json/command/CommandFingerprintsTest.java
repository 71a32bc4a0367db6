package io.daybook.adapter.json.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.Json;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.event.Fingerprint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A retry from before a release is recognised after it. */
final class CommandFingerprintsTest {
    private static final CommandType<Before> BEFORE = CommandType.of("send", Before.class);
    private static final CommandType<After> AFTER =
            CommandType.of("send", After.class).orElse("priority", 3).orElse("to.country", "GB");

    record Before(String text, AddressBefore to) {}

    record AddressBefore(String city) {}

    record After(
            int priority,
            String text,
            AddressAfter to,
            @Nullable List<String> tags) {}

    record AddressAfter(@Nullable String street, String city, String country) {}

    @Test
    void components_that_a_release_adds_with_a_default_or_as_optional_change_nothing() {
        var before = fingerprint(BEFORE, new Before("hello", new AddressBefore("Leeds")), "ada");
        assertThat(fingerprint(AFTER, new After(3, "hello", new AddressAfter(null, "Leeds", "GB"), null), "ada"))
                .isEqualTo(before);
    }

    @Test
    void a_value_that_is_not_the_default_another_name_or_another_caller_makes_another_command() {
        var command = new After(3, "hello", new AddressAfter(null, "Leeds", "GB"), null);
        var one = fingerprint(AFTER, command, "ada");
        assertThat(List.of(
                        fingerprint(AFTER, new After(4, "hello", command.to(), null), "ada"),
                        fingerprint(AFTER, new After(3, "hello", command.to(), List.of()), "ada"),
                        fingerprint(AFTER, new After(3, "hello", new AddressAfter(null, "Leeds", "FR"), null), "ada"),
                        fingerprint(CommandType.of("post", After.class), command, "ada"),
                        fingerprint(AFTER, command, "eve"),
                        fingerprint(AFTER, command, null)))
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }

    private static Fingerprint fingerprint(CommandType<?> type, Object command, @Nullable String userId) {
        return new CommandReader(Json.mapper(List.of())).fingerprint(type, command, userId);
    }
}
