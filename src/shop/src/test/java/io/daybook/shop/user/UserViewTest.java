package io.daybook.shop.user;

import static io.daybook.testing.ViewSpec.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.daybook.shop.user.UserEvent.*;
import io.daybook.shop.value.Address;
import io.daybook.testing.ViewSpec;
import org.junit.jupiter.api.Test;

/** What is shown of a user. */
final class UserViewTest {
    private static final UserRegistered REGISTERED = new UserRegistered("Ada@example.org", "Ada", "web");

    private final ViewSpec<UserEvent, UserView.Row> view = new ViewSpec<>(new UserView(), "user-u1");

    @Test
    void a_registered_user_is_pending_and_has_no_address() {
        assertThat(view.after(REGISTERED))
                .isEqualTo(new UserView.Row("u1", "Ada@example.org", "Ada", null, "web", "pending", at(1), at(1), 1));
    }

    @Test
    void changes_show_and_move_version_and_time() {
        assertThat(view.after(
                        REGISTERED,
                        new UserEmailChanged("b@example.org"),
                        new UserNameChanged("Bo"),
                        new UserAddressChanged("1 Main St", "Springfield", "12345", "US"),
                        new UserActivated("b@example.org")))
                .isEqualTo(new UserView.Row(
                        "u1",
                        "b@example.org",
                        "Bo",
                        new Address("1 Main St", "Springfield", "12345", "US"),
                        "web",
                        "active",
                        at(1),
                        at(5),
                        5));
    }

    @Test
    void an_inactive_user_keeps_the_email() {
        assertThat(view.after(REGISTERED, new UserDeactivated("Ada@example.org")))
                .isEqualTo(new UserView.Row("u1", "Ada@example.org", "Ada", null, "web", "inactive", at(1), at(2), 2));
    }

    @Test
    void a_stream_that_does_not_begin_with_a_registration_is_an_error() {
        assertThatIllegalStateException().isThrownBy(() -> view.after(new UserNameChanged("Bo")));
    }
}
