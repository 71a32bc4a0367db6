package io.daybook.laptop.purse;

import io.daybook.kernel.decide.Rejection;

/** Why a purse refuses a command. */
public sealed interface PurseRejection extends Rejection {
    record PurseAlreadyOpen() implements PurseRejection {}

    record PurseClosedForGood() implements PurseRejection {}

    record TooFewCoins(long balance, long requested) implements PurseRejection {}

    record PurseNotEmpty(long balance) implements PurseRejection {}

    @Override
    default String code() {
        return switch (this) {
            case PurseAlreadyOpen _ -> "purse-already-open";
            case PurseClosedForGood _ -> "purse-closed";
            case TooFewCoins _ -> "too-few-coins";
            case PurseNotEmpty _ -> "purse-not-empty";
        };
    }

    @Override
    default String message() {
        return switch (this) {
            case PurseAlreadyOpen _ -> "A purse is opened once; this one was opened before.";
            case PurseClosedForGood _ -> "The purse is closed and takes no more coins in or out.";
            case TooFewCoins(var balance, var requested) ->
                "The balance of " + balance + " does not cover " + requested + ".";
            case PurseNotEmpty(var balance) -> "A purse is closed when it is empty; this one holds " + balance + ".";
        };
    }
}
