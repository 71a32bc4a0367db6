package io.daybook.shop.user;

import io.daybook.kernel.decide.Rejection;

/** Why a user's command is refused. */
public sealed interface UserRejection extends Rejection {
    record UserAlreadyRegistered() implements UserRejection {}

    /** The store decides this, because it knows who holds the address. */
    record EmailTaken(String email) implements UserRejection {}

    @Override
    default String code() {
        return switch (this) {
            case UserAlreadyRegistered _ -> "user-already-registered";
            case EmailTaken _ -> "email-taken";
        };
    }

    @Override
    default String message() {
        return switch (this) {
            case UserAlreadyRegistered _ -> "A user registers once; this one registered before.";
            case EmailTaken(var email) -> "Another user holds the email address " + email + ".";
        };
    }
}
