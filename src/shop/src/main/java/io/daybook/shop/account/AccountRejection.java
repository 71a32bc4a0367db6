package io.daybook.shop.account;

import io.daybook.kernel.decide.Rejection;
import io.daybook.shop.value.Money;

/** Why an account refuses a command. */
public sealed interface AccountRejection extends Rejection {
    record AccountAlreadyOpen() implements AccountRejection {
        @Override
        public String code() {
            return "account-already-open";
        }

        @Override
        public String message() {
            return "An account is opened once; this one was opened before.";
        }
    }

    record AccountIsClosed() implements AccountRejection {
        @Override
        public String code() {
            return "account-closed";
        }

        @Override
        public String message() {
            return "The account is closed and takes no more money in or out.";
        }
    }

    record InsufficientFunds(Money balance, Money requested) implements AccountRejection {
        @Override
        public String code() {
            return "insufficient-funds";
        }

        @Override
        public String message() {
            return "The balance of " + balance + " does not cover " + requested + ".";
        }
    }

    record AmountOutOfRange(Money balance, Money amount) implements AccountRejection {
        @Override
        public String code() {
            return "amount-out-of-range";
        }

        @Override
        public String message() {
            return "The balance of " + balance + " would grow beyond 18 digits by " + amount + ".";
        }
    }

    record BalanceNotZero(Money balance) implements AccountRejection {
        @Override
        public String code() {
            return "balance-not-zero";
        }

        @Override
        public String message() {
            return "An account is closed when it is empty; this one holds " + balance + ".";
        }
    }
}
