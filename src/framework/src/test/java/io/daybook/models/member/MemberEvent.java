package io.daybook.models.member;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;

/** Facts about one member. A storage format: add or upcast, never edit. */
public sealed interface MemberEvent {
    EventTypes<MemberEvent> TYPES = EventTypes.of(
            EventType.of("MemberJoined", MemberJoined.class),
            EventType.of("MemberEmailChanged", MemberEmailChanged.class),
            EventType.of("MemberNameChanged", MemberNameChanged.class),
            EventType.of("MemberAddressChanged", MemberAddressChanged.class),
            EventType.of("MemberActivated", MemberActivated.class),
            EventType.of("MemberDeactivated", MemberDeactivated.class));

    record MemberJoined(String email, String name, String source) implements MemberEvent {}

    record MemberEmailChanged(String email) implements MemberEvent {}

    record MemberNameChanged(String name) implements MemberEvent {}

    record MemberAddressChanged(String street, String city, String postalCode, String country) implements MemberEvent {}

    /** @param email which the member holds from now on */
    record MemberActivated(String email) implements MemberEvent {}

    /** @param email which the member gives up */
    record MemberDeactivated(String email) implements MemberEvent {}
}
