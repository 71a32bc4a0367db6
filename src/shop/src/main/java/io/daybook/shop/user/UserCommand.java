package io.daybook.shop.user;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.Email;
import java.util.List;

/** Requests to one user. */
public sealed interface UserCommand {
    List<CommandType<? extends UserCommand>> TYPES = List.of(
            CommandType.creating("register", Register.class).orElse("source", UserEvent.SOURCE_UNKNOWN),
            CommandType.of("change-email", ChangeEmail.class),
            CommandType.of("change-name", ChangeName.class),
            CommandType.of("change-address", ChangeAddress.class),
            CommandType.of("activate", Activate.class),
            CommandType.of("deactivate", Deactivate.class));

    /** @param source where the user came from, such as {@code web} */
    record Register(String email, String name, String source) implements UserCommand {
        public Register {
            Email.check(new Checks(), email, "email")
                    .length(name, "name", 1, 200)
                    .length(source, "source", 1, 100)
                    .done();
        }
    }

    record ChangeEmail(String email) implements UserCommand {
        public ChangeEmail {
            Email.check(new Checks(), email, "email").done();
        }
    }

    record ChangeName(String name) implements UserCommand {
        public ChangeName {
            new Checks().length(name, "name", 1, 200).done();
        }
    }

    record ChangeAddress(String street, String city, String postalCode, String country) implements UserCommand {
        public ChangeAddress {
            new Address(street, city, postalCode, country)
                    .check(new Checks(), "")
                    .done();
        }

        Address address() {
            return new Address(street, city, postalCode, country);
        }
    }

    record Activate() implements UserCommand {}

    record Deactivate() implements UserCommand {}
}
