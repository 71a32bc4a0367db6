package io.daybook.models.member;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Claim;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.models.member.MemberCommand.*;
import io.daybook.models.member.MemberEvent.*;
import io.daybook.models.member.MemberRejection.*;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member: pending from joining on, then active and inactive by turns. A pending member may become inactive
 * directly. An inactive member can still be changed, but holds no claim on an email address until activated again.
 */
public final class Member implements Decider<MemberCommand, Member.State, MemberEvent> {
    public static final Category<MemberCommand, State, MemberEvent> CATEGORY =
            Category.of("member", new Member(), MemberCommand.TYPES, MemberEvent.TYPES);

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
    public Decision<MemberEvent> decide(MemberCommand command, State state) {
        return switch (command) {
            case Join join -> join(join, state);
            case ChangeEmail(var email) ->
                email.equals(state.email()) ? accept() : accept(new MemberEmailChanged(email));
            case ChangeName(var name) -> name.equals(state.name()) ? accept() : accept(new MemberNameChanged(name));
            case ChangeAddress change -> changeAddress(change.address(), state);
            case Activate() -> state.status() == Status.ACTIVE ? accept() : accept(new MemberActivated(state.email()));
            case Deactivate() ->
                state.status() == Status.INACTIVE ? accept() : accept(new MemberDeactivated(state.email()));
        };
    }

    @Override
    public State evolve(State state, MemberEvent event) {
        return switch (event) {
            case MemberJoined joined -> new State(Status.PENDING, joined.email(), joined.name(), null);
            case MemberEmailChanged(var email) -> new State(state.status(), email, state.name(), state.address());
            case MemberNameChanged(var name) -> new State(state.status(), state.email(), name, state.address());
            case MemberAddressChanged(var street, var city, var postalCode, var country) ->
                new State(state.status(), state.email(), state.name(), new Address(street, city, postalCode, country));
            case MemberActivated _ -> state.with(Status.ACTIVE);
            case MemberDeactivated _ -> state.with(Status.INACTIVE);
        };
    }

    /** The email address, whatever its case, while the member is pending or active. */
    @Override
    public Set<Claim> claims(State state) {
        return switch (state.status()) {
            case ABSENT, INACTIVE -> Set.of();
            case PENDING, ACTIVE ->
                Set.of(new Claim("member-email", Email.canonical(state.email()), new EmailTaken(state.email())));
        };
    }

    private static Decision<MemberEvent> join(Join join, State state) {
        return state.status() == Status.ABSENT
                ? accept(new MemberJoined(join.email(), join.name(), join.source()))
                : reject(new MemberAlreadyJoined());
    }

    private static Decision<MemberEvent> changeAddress(Address address, State state) {
        return address.equals(state.address())
                ? accept()
                : accept(new MemberAddressChanged(
                        address.street(), address.city(), address.postalCode(), address.country()));
    }
}
