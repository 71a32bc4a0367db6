package io.daybook.shop.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.kernel.decide.Claim;
import io.daybook.kernel.decide.InvalidCommandException;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.shop.user.UserCommand.*;
import io.daybook.shop.user.UserEvent.*;
import io.daybook.shop.user.UserRejection.*;
import io.daybook.testing.DeciderSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of users. That nobody else holds an address is the store's part: see EmailClaimsTest. */
final class UserTest {
    private static final UserRegistered REGISTERED = new UserRegistered("Ada@example.org", "Ada", "web");
    private static final UserActivated ACTIVATED = new UserActivated("Ada@example.org");
    private static final UserDeactivated DEACTIVATED = new UserDeactivated("Ada@example.org");
    private static final UserAddressChanged MOVED = new UserAddressChanged("1 Main St", "Springfield", "12345", "US");

    private final User decider = new User();
    private final DeciderSpec<UserCommand, User.State, UserEvent> user = DeciderSpec.of(decider);

    @Test
    void a_user_registers_with_the_email_as_it_was_given() {
        user.given().when(new Register("Ada@example.org", "Ada", "web")).then(REGISTERED);
    }

    @Test
    void a_user_registers_once() {
        user.given(REGISTERED)
                .when(new Register("Ada@example.org", "Ada", "web"))
                .thenRejected(new UserAlreadyRegistered());
        user.given(REGISTERED, DEACTIVATED)
                .when(new Register("b@example.org", "Bo", "web"))
                .thenRejected(new UserAlreadyRegistered());
    }

    @Test
    void the_email_changes() {
        user.given(REGISTERED).when(new ChangeEmail("b@example.org")).then(new UserEmailChanged("b@example.org"));
    }

    @Test
    void an_inactive_user_can_be_changed() {
        user.given(REGISTERED, DEACTIVATED)
                .when(new ChangeEmail("b@example.org"))
                .then(new UserEmailChanged("b@example.org"));
    }

    @Test
    void another_case_of_the_email_is_a_change() {
        user.given(REGISTERED).when(new ChangeEmail("ada@example.org")).then(new UserEmailChanged("ada@example.org"));
    }

    @Test
    void the_same_email_again_changes_nothing() {
        user.given(REGISTERED).when(new ChangeEmail("Ada@example.org")).thenNothing();
        user.given(REGISTERED, new UserEmailChanged("b@example.org"))
                .when(new ChangeEmail("b@example.org"))
                .thenNothing();
    }

    @Test
    void the_name_changes() {
        user.given(REGISTERED).when(new ChangeName("Ada L.")).then(new UserNameChanged("Ada L."));
    }

    @Test
    void the_same_name_again_changes_nothing() {
        user.given(REGISTERED).when(new ChangeName("Ada")).thenNothing();
        user.given(REGISTERED, new UserNameChanged("Bo"))
                .when(new ChangeName("Bo"))
                .thenNothing();
    }

    @Test
    void the_address_changes() {
        user.given(REGISTERED)
                .when(new ChangeAddress("1 Main St", "Springfield", "12345", "US"))
                .then(MOVED);
        user.given(REGISTERED, MOVED)
                .when(new ChangeAddress("2 Main St", "Springfield", "12345", "US"))
                .then(new UserAddressChanged("2 Main St", "Springfield", "12345", "US"));
    }

    @Test
    void the_same_address_again_changes_nothing() {
        user.given(REGISTERED, MOVED)
                .when(new ChangeAddress("1 Main St", "Springfield", "12345", "US"))
                .thenNothing();
    }

    @Test
    void a_pending_or_inactive_user_is_activated_with_the_email_of_that_moment() {
        user.given(REGISTERED).when(new Activate()).then(ACTIVATED);
        user.given(REGISTERED, DEACTIVATED, new UserEmailChanged("b@example.org"))
                .when(new Activate())
                .then(new UserActivated("b@example.org"));
    }

    @Test
    void an_active_user_need_not_be_activated() {
        user.given(REGISTERED, ACTIVATED).when(new Activate()).thenNothing();
    }

    @Test
    void a_pending_or_active_user_is_deactivated() {
        user.given(REGISTERED).when(new Deactivate()).then(DEACTIVATED);
        user.given(REGISTERED, ACTIVATED).when(new Deactivate()).then(DEACTIVATED);
    }

    @Test
    void an_inactive_user_need_not_be_deactivated() {
        user.given(REGISTERED, DEACTIVATED).when(new Deactivate()).thenNothing();
    }

    @Test
    void a_pending_or_active_user_claims_the_email_whatever_its_case() {
        var claim = new Claim("user-email", "ada@example.org", new EmailTaken("Ada@example.org"));
        assertThat(decider.claims(state(REGISTERED))).containsExactly(claim);
        assertThat(decider.claims(state(REGISTERED, ACTIVATED))).containsExactly(claim);
        assertThat(decider.claims(state(REGISTERED, ACTIVATED, DEACTIVATED, ACTIVATED)))
                .containsExactly(claim);
    }

    @Test
    void an_absent_or_inactive_user_claims_nothing() {
        assertThat(decider.claims(decider.initial())).isEmpty();
        assertThat(decider.claims(state(REGISTERED, DEACTIVATED))).isEmpty();
        assertThat(decider.claims(state(REGISTERED, ACTIVATED, DEACTIVATED, new UserEmailChanged("b@example.org"))))
                .isEmpty();
    }

    @Test
    void emails_of_3_to_254_characters_with_one_at_are_accepted() {
        new ChangeEmail("a@b");
        new ChangeEmail("a@" + "b".repeat(252));
        for (var refused : List.of("@b", "a@" + "b".repeat(253), "abc", "a@b@c", "")) {
            assertThatExceptionOfType(InvalidCommandException.class).isThrownBy(() -> new ChangeEmail(refused));
        }
    }

    @Test
    void everything_that_is_wrong_with_a_command_is_said_at_once() {
        assertThatExceptionOfType(InvalidCommandException.class)
                .isThrownBy(() -> new Register("nobody", "", "x".repeat(101)))
                .satisfies(e -> assertThat(e.errors())
                        .containsExactly(
                                new FieldError("email", "must contain exactly one @"),
                                new FieldError("name", "must be 1..200 characters long"),
                                new FieldError("source", "must be 1..100 characters long")));
        assertThatExceptionOfType(InvalidCommandException.class)
                .isThrownBy(() -> new ChangeAddress("", "", "", ""))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("street", "city", "postalCode", "country"));
        assertThatExceptionOfType(InvalidCommandException.class).isThrownBy(() -> new ChangeName("x".repeat(201)));
    }

    private User.State state(UserEvent... events) {
        var state = decider.initial();
        for (var event : events) {
            state = decider.evolve(state, event);
        }
        return state;
    }
}
