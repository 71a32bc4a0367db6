package io.daybook.laptop.purse;

import io.daybook.kernel.decide.Rejection;

/** Why a purse refuses a command. */
public sealed interface PurseRejection extends Rejection {
    record PurseAlreadyOpen() implements PurseRejection {
        @Override
        public String code() {
            return "purse-already-open";
        }

        @Override
        public String message() {
            return "A purse is opened once; this one was opened before.";
        }
    }

    record PurseClosedForGood() implements PurseRejection {
        @Override
        public String code() {
            return "purse-closed";
        }

        @Override
        public String message() {
            return "The purse is closed and takes no more coins in or out.";
        }
    }

    record TooFewCoins(long balance, long requested) implements PurseRejection {
        @Override
        public String code() {
            return "too-few-coins";
        }

        @Override
        public String message() {
            return "The balance of " + balance + " does not cover " + requested + ".";
        }
    }

    record PurseNotEmpty(long balance) implements PurseRejection {
        @Override
        public String code() {
            return "purse-not-empty";
        }

        @Override
        public String message() {
            return "A purse is closed when it is empty; this one holds " + balance + ".";
        }
    }
}
