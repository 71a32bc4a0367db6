package io.daybook.shop.user;

import io.daybook.kernel.decide.Rejection;

/** Why a user's command is refused. */
public sealed interface UserRejection extends Rejection {
    record UserAlreadyRegistered() implements UserRejection {
        @Override
        public String code() {
            return "user-already-registered";
        }

        @Override
        public String message() {
            return "A user registers once; this one registered before.";
        }
    }

    /** The store decides this, because it knows who holds the address. */
    record EmailTaken(String email) implements UserRejection {
        @Override
        public String code() {
            return "email-taken";
        }

        @Override
        public String message() {
            return "Another user holds the email address " + email + ".";
        }
    }
}
