package io.daybook.shop.account;

import io.daybook.kernel.decide.Rejection;
import io.daybook.shop.value.Money;

/** Why an account refuses a command. */
public sealed interface AccountRejection extends Rejection {
    record AccountAlreadyOpen() implements AccountRejection {}

    record AccountIsClosed() implements AccountRejection {}

    record InsufficientFunds(Money balance, Money requested) implements AccountRejection {}

    record AmountOutOfRange(Money balance, Money amount) implements AccountRejection {}

    record BalanceNotZero(Money balance) implements AccountRejection {}

    @Override
    default String code() {
        return switch (this) {
            case AccountAlreadyOpen _ -> "account-already-open";
            case AccountIsClosed _ -> "account-closed";
            case InsufficientFunds _ -> "insufficient-funds";
            case AmountOutOfRange _ -> "amount-out-of-range";
            case BalanceNotZero _ -> "balance-not-zero";
        };
    }

    @Override
    default String message() {
        return switch (this) {
            case AccountAlreadyOpen _ -> "An account is opened once; this one was opened before.";
            case AccountIsClosed _ -> "The account is closed and takes no more money in or out.";
            case InsufficientFunds(var balance, var requested) ->
                "The balance of " + balance + " does not cover " + requested + ".";
            case AmountOutOfRange(var balance, var amount) ->
                "The balance of " + balance + " would grow beyond 18 digits by " + amount + ".";
            case BalanceNotZero(var balance) ->
                "An account is closed when it is empty; this one holds " + balance + ".";
        };
    }
}
