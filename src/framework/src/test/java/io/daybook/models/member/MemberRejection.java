package io.daybook.models.member;

import io.daybook.kernel.decide.Rejection;

/** Why a member's command is refused. */
public sealed interface MemberRejection extends Rejection {
    record MemberAlreadyJoined() implements MemberRejection {}

    /** Decided by the store, which knows who holds the address. */
    record EmailTaken(String email) implements MemberRejection {}

    @Override
    default String code() {
        return switch (this) {
            case MemberAlreadyJoined _ -> "member-already-joined";
            case EmailTaken _ -> "email-taken";
        };
    }

    @Override
    default String message() {
        return switch (this) {
            case MemberAlreadyJoined _ -> "A member joins once; this one joined before.";
            case EmailTaken(var email) -> "Another member holds the email address " + email + ".";
        };
    }
}
