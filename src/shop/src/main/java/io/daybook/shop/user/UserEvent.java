package io.daybook.shop.user;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.schema.Upcaster;
import java.util.List;

/** Facts about one user. A storage format: add or upcast, never edit. */
public sealed interface UserEvent {
    /** The source of users who did not say where they came from, or registered before that was recorded. */
    String SOURCE_UNKNOWN = "unknown";

    EventTypes<UserEvent> TYPES = new EventTypes<>(
            List.of(
                    new EventType<>("UserRegistered", 2, UserRegistered.class),
                    EventType.of("UserEmailChanged", UserEmailChanged.class),
                    EventType.of("UserNameChanged", UserNameChanged.class),
                    EventType.of("UserAddressChanged", UserAddressChanged.class),
                    EventType.of("UserActivated", UserActivated.class),
                    EventType.of("UserDeactivated", UserDeactivated.class)),
            List.of(Upcaster.addingField("UserRegistered", 1, "source", SOURCE_UNKNOWN)));

    /** Schema 1 had no {@code source}. */
    record UserRegistered(String email, String name, String source) implements UserEvent {}

    record UserEmailChanged(String email) implements UserEvent {}

    record UserNameChanged(String name) implements UserEvent {}

    record UserAddressChanged(String street, String city, String postalCode, String country) implements UserEvent {}

    /** @param email that the user holds from now on */
    record UserActivated(String email) implements UserEvent {}

    /** @param email that the user gives up */
    record UserDeactivated(String email) implements UserEvent {}
}
