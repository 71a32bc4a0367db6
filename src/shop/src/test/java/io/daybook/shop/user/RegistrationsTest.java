package io.daybook.shop.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.shop.user.UserEvent.UserNameChanged;
import io.daybook.shop.user.UserEvent.UserRegistered;
import io.daybook.testtools.ForAll;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00.000Z");

    private final Registrations registrations = new Registrations();

    @Test
    void a_registration_counts_on_its_day_in_utc() {
        assertThat(registrations.shares(registered("web", NEW_YEAR.minusMillis(1))))
                .isEqualTo(Map.of(
                        new TallyKey(LocalDate.of(2026, 12, 31), "web"),
                        new Registrations.Row("2026-12-31", "web", 1)));
        assertThat(registrations.shares(registered("web", NEW_YEAR)))
                .isEqualTo(Map.of(
                        new TallyKey(LocalDate.of(2027, 1, 1), "web"), new Registrations.Row("2027-01-01", "web", 1)));
    }

    @Test
    void nothing_else_counts() {
        assertThat(registrations.shares(recorded(new UserNameChanged("Ada"), NEW_YEAR)))
                .isEmpty();
    }

    @Test
    void the_order_in_which_users_arrive_makes_no_difference() {
        ForAll.seeds(random -> {
            var events = new ArrayList<Recorded<UserEvent>>();
            for (int i = random.nextInt(20); i > 0; i--) {
                events.add(registered(
                        List.of("web", "app", "#").get(random.nextInt(3)),
                        NEW_YEAR.plusSeconds(random.nextInt(3) * 86_400L)));
            }
            var sums = sums(events);
            Collections.shuffle(events, random);
            assertThat(sums(events)).isEqualTo(sums);
        });
    }

    private Map<TallyKey, Registrations.Row> sums(List<Recorded<UserEvent>> events) {
        var sums = new HashMap<TallyKey, Registrations.Row>();
        events.forEach(event ->
                registrations.shares(event).forEach((key, share) -> sums.merge(key, share, registrations::merge)));
        return sums;
    }

    private static Recorded<UserEvent> registered(String source, Instant at) {
        return recorded(new UserRegistered("ada@example.org", "Ada", source), at);
    }

    private static Recorded<UserEvent> recorded(UserEvent event, Instant at) {
        return new Recorded<>(
                StreamName.parse("user-u1"), 1, "e", event, new EventMetadata("c", "r", "c", null, at, "test-1"));
    }
}
