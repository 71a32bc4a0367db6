package io.daybook.shop.user;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Claim;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.shop.user.UserCommand.*;
import io.daybook.shop.user.UserEvent.*;
import io.daybook.shop.user.UserRejection.*;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.Email;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user: pending after registration, then active or inactive. A pending user may become inactive directly. An inactive
 * user can still be changed, but has no claim on an email address until it is activated again.
 */
public final class User implements Decider<UserCommand, User.State, UserEvent> {
    public static final Category<UserCommand, State, UserEvent> CATEGORY =
            Category.of("user", new User(), UserCommand.TYPES, UserEvent.TYPES);

    /**
     * What the rules need to know.
     *
     * @param address null until it is given
     */
    public record State(
            Status status,
            String email,
            String name,
            @Nullable Address address) {
        private State with(Status newStatus) {
            return new State(newStatus, email, name, address);
        }
    }

    public enum Status {
        ABSENT,
        PENDING,
        ACTIVE,
        INACTIVE
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, "", "", null);
    }

    @Override
    public Decision<UserEvent> decide(UserCommand command, State state) {
        return switch (command) {
            case Register register -> register(register, state);
            case ChangeEmail(var email) -> email.equals(state.email()) ? accept() : accept(new UserEmailChanged(email));
            case ChangeName(var name) -> name.equals(state.name()) ? accept() : accept(new UserNameChanged(name));
            case ChangeAddress change -> changeAddress(change.address(), state);
            case Activate() -> state.status() == Status.ACTIVE ? accept() : accept(new UserActivated(state.email()));
            case Deactivate() ->
                state.status() == Status.INACTIVE ? accept() : accept(new UserDeactivated(state.email()));
        };
    }

    @Override
    public State evolve(State state, UserEvent event) {
        return switch (event) {
            case UserRegistered registered -> new State(Status.PENDING, registered.email(), registered.name(), null);
            case UserEmailChanged(var email) -> new State(state.status(), email, state.name(), state.address());
            case UserNameChanged(var name) -> new State(state.status(), state.email(), name, state.address());
            case UserAddressChanged(var street, var city, var postalCode, var country) ->
                new State(state.status(), state.email(), state.name(), new Address(street, city, postalCode, country));
            case UserActivated _ -> state.with(Status.ACTIVE);
            case UserDeactivated _ -> state.with(Status.INACTIVE);
        };
    }

    /** The email address, without regard to case, while the user is pending or active. */
    @Override
    public Set<Claim> claims(State state) {
        return switch (state.status()) {
            case ABSENT, INACTIVE -> Set.of();
            case PENDING, ACTIVE ->
                Set.of(new Claim("user-email", Email.canonical(state.email()), new EmailTaken(state.email())));
        };
    }

    private static Decision<UserEvent> register(Register register, State state) {
        return state.status() == Status.ABSENT
                ? accept(new UserRegistered(register.email(), register.name(), register.source()))
                : reject(new UserAlreadyRegistered());
    }

    private static Decision<UserEvent> changeAddress(Address address, State state) {
        return address.equals(state.address())
                ? accept()
                : accept(new UserAddressChanged(
                        address.street(), address.city(), address.postalCode(), address.country()));
    }
}
