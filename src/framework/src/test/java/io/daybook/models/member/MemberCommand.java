package io.daybook.models.member;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import java.util.List;

/** Requests to one member. */
public sealed interface MemberCommand {
    List<CommandType<? extends MemberCommand>> TYPES = List.of(
            CommandType.creating("join", Join.class).orElse("source", "unknown"),
            CommandType.of("change-email", ChangeEmail.class),
            CommandType.of("change-name", ChangeName.class),
            CommandType.of("change-address", ChangeAddress.class),
            CommandType.of("activate", Activate.class),
            CommandType.of("deactivate", Deactivate.class));

    /** @param source where the member came from, such as {@code web} */
    record Join(String email, String name, String source) implements MemberCommand {
        public Join {
            Email.check(new Checks(), email, "email")
                    .length(name, "name", 1, 200)
                    .length(source, "source", 1, 100)
                    .done();
        }
    }

    record ChangeEmail(String email) implements MemberCommand {
        public ChangeEmail {
            Email.check(new Checks(), email, "email").done();
        }
    }

    record ChangeName(String name) implements MemberCommand {
        public ChangeName {
            new Checks().length(name, "name", 1, 200).done();
        }
    }

    record ChangeAddress(String street, String city, String postalCode, String country) implements MemberCommand {
        public ChangeAddress {
            new Address(street, city, postalCode, country).check(new Checks()).done();
        }

        Address address() {
            return new Address(street, city, postalCode, country);
        }
    }

    record Activate() implements MemberCommand {}

    record Deactivate() implements MemberCommand {}
}
