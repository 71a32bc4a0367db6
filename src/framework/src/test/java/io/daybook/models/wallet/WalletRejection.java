package io.daybook.models.wallet;

import io.daybook.kernel.decide.Rejection;

/** Why a wallet refuses a command. */
public sealed interface WalletRejection extends Rejection {
    record WalletAlreadyOpen() implements WalletRejection {
        @Override
        public String code() {
            return "wallet-already-open";
        }

        @Override
        public String message() {
            return "A wallet is opened once; this one was opened before.";
        }
    }

    record WalletIsClosed() implements WalletRejection {
        @Override
        public String code() {
            return "wallet-closed";
        }

        @Override
        public String message() {
            return "The wallet is closed and takes no more coins in or out.";
        }
    }

    record TooFewCoins(Coins balance, Coins requested) implements WalletRejection {
        @Override
        public String code() {
            return "too-few-coins";
        }

        @Override
        public String message() {
            return "The balance of " + balance + " does not cover " + requested + ".";
        }
    }

    record TooManyCoins(Coins balance, Coins amount) implements WalletRejection {
        @Override
        public String code() {
            return "too-many-coins";
        }

        @Override
        public String message() {
            return "The balance of " + balance + " would grow beyond 18 digits by " + amount + ".";
        }
    }

    record WalletNotEmpty(Coins balance) implements WalletRejection {
        @Override
        public String code() {
            return "wallet-not-empty";
        }

        @Override
        public String message() {
            return "A wallet is closed when it is empty; this one holds " + balance + ".";
        }
    }
}
