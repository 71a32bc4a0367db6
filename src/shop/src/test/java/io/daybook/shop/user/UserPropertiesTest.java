package io.daybook.shop.user;

import static io.daybook.shop.Folds.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.decide.Claim;
import io.daybook.shop.Folds;
import io.daybook.shop.user.UserCommand.*;
import io.daybook.testing.ViewSpec;
import io.daybook.testtools.ForAll;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is sent to a user, the claim follows the email and the status. */
final class UserPropertiesTest {
    private static final int COMMANDS = 40;

    private final User decider = new User();

    @Test
    void exactly_the_email_of_a_user_who_is_shown_as_pending_or_active_is_claimed() {
        ForAll.seeds(random -> {
            var events = history(random);
            for (int n = 1; n <= events.size(); n++) {
                var row = new ViewSpec<>(new UserView(), "user-u1").after(events.subList(0, n));
                assertThat(row).isNotNull();
                var expected = row.status().equals("inactive")
                        ? Set.<String>of()
                        : Set.of(row.email().toLowerCase(Locale.ROOT));
                assertThat(decider.claims(fold(decider, decider.initial(), events.subList(0, n))))
                        .extracting(Claim::value)
                        .containsExactlyElementsOf(expected);
            }
        });
    }

    @Test
    void every_event_changes_the_state() {
        ForAll.seeds(random -> {
            var state = decider.initial();
            for (var event : history(random)) {
                var next = decider.evolve(state, event);
                assertThat(next).isNotEqualTo(state);
                state = next;
            }
        });
    }

    @Test
    void folding_in_parts_equals_folding_at_once() {
        ForAll.seeds(random -> Folds.inPartsEqualsAtOnce(User.CATEGORY, history(random), random));
    }

    private List<UserEvent> history(Random random) {
        return Folds.history(
                decider, COMMANDS, n -> n == 0 ? new Register(email(random), "Ada", "web") : command(random));
    }

    private static UserCommand command(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Register(email(random), "Ada", "web");
            case 1 -> new ChangeEmail(email(random));
            case 2 -> new ChangeName("Ada " + random.nextInt(2));
            case 3 -> new ChangeAddress("1 Main St", "Springfield", "1234" + random.nextInt(2), "US");
            case 4 -> new Activate();
            default -> new Deactivate();
        };
    }

    private static String email(Random random) {
        return (random.nextBoolean() ? "ada" : "Ada") + random.nextInt(2) + "@example.org";
    }
}
