package io.daybook.models.member;

import io.daybook.kernel.decide.Rejection;

/** Why a member's command is refused. */
public sealed interface MemberRejection extends Rejection {
    record MemberAlreadyJoined() implements MemberRejection {
        @Override
        public String code() {
            return "member-already-joined";
        }

        @Override
        public String message() {
            return "A member joins once; this one joined before.";
        }
    }

    /** Decided by the store, which knows who holds the address. */
    record EmailTaken(String email) implements MemberRejection {
        @Override
        public String code() {
            return "email-taken";
        }

        @Override
        public String message() {
            return "Another member holds the email address " + email + ".";
        }
    }
}
