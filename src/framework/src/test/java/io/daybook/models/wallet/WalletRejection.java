package io.daybook.models.wallet;

import io.daybook.kernel.decide.Rejection;

/** Why a wallet refuses a command. */
public sealed interface WalletRejection extends Rejection {
    record WalletAlreadyOpen() implements WalletRejection {}

    record WalletIsClosed() implements WalletRejection {}

    record TooFewCoins(Coins balance, Coins requested) implements WalletRejection {}

    record TooManyCoins(Coins balance, Coins amount) implements WalletRejection {}

    record WalletNotEmpty(Coins balance) implements WalletRejection {}

    @Override
    default String code() {
        return switch (this) {
            case WalletAlreadyOpen _ -> "wallet-already-open";
            case WalletIsClosed _ -> "wallet-closed";
            case TooFewCoins _ -> "too-few-coins";
            case TooManyCoins _ -> "too-many-coins";
            case WalletNotEmpty _ -> "wallet-not-empty";
        };
    }

    @Override
    default String message() {
        return switch (this) {
            case WalletAlreadyOpen _ -> "A wallet is opened once; this one was opened before.";
            case WalletIsClosed _ -> "The wallet is closed and takes no more coins in or out.";
            case TooFewCoins(var balance, var requested) ->
                "The balance of " + balance + " does not cover " + requested + ".";
            case TooManyCoins(var balance, var amount) ->
                "The balance of " + balance + " would grow beyond 18 digits by " + amount + ".";
            case WalletNotEmpty(var balance) -> "A wallet is closed when it is empty; this one holds " + balance + ".";
        };
    }
}
