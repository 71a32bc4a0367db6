package io.daybook.kernel.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every table of registrations does. */
public abstract class RegistrationTableContract {
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00.123Z");
    private static final Map<String, Registration> SOME = Map.of(
            "journey", new Registration(Registration.BEGINNING, null),
            "listener", new Registration(AT, AT.plusSeconds(125)),
            "late", new Registration(Registration.BEGINNING, AT.plusSeconds(126)),
            "old", new Registration(AT.minusSeconds(1), null));

    /** One that was never written. */
    protected abstract RegistrationTable fresh();

    @Test
    void registrations_are_read_as_they_were_written() {
        var table = fresh();
        assertThat(table.read()).isEqualTo(Registry.NONE);
        assertThat(table.replace(Registry.NONE, new Registry(SOME, 0))).isTrue();
        assertThat(table.read()).isEqualTo(new Registry(SOME, 1));
    }

    @Test
    void a_registry_without_anybody_in_it_is_one() {
        var table = fresh();
        assertThat(table.replace(Registry.NONE, new Registry(Map.of(), 0))).isTrue();
        assertThat(table.read()).isEqualTo(new Registry(Map.of(), 1));
    }

    @Test
    void whoever_has_seen_an_older_registry_replaces_nothing() {
        var table = fresh();
        table.replace(Registry.NONE, new Registry(Map.of(), 0));
        assertThat(table.replace(Registry.NONE, new Registry(SOME, 0))).isFalse();
        var seen = table.read();
        assertThat(table.replace(seen, new Registry(SOME, seen.revision()))).isTrue();
        assertThat(table.replace(seen, new Registry(Map.of(), seen.revision()))).isFalse();
        assertThat(table.read()).isEqualTo(new Registry(SOME, 2));
    }
}
