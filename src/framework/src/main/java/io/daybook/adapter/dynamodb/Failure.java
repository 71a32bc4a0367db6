package io.daybook.adapter.dynamodb;

import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.failure.StoreMissingException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.failure.StoreUnavailableException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What a failed attempt says about a write: whether it was certainly refused, and whether to try again. */
public enum Failure {
    /** Another transaction held one of the items. Certainly not written. */
    BUSY,
    /** Too many requests. Certainly not written. */
    THROTTLED,
    /** Nothing was sent, or the clock was wrong. Certainly not written, and may work in a moment. */
    UNREACHABLE,
    /** The request itself is not accepted. Certainly not written, and trying again does not help. */
    REFUSED,
    /** A time-out, a broken connection, or an error of the service. It may have been written, or may be in a moment. */
    IN_DOUBT;

    private static final int BAD_REQUEST = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;

    public static Failure of(SdkException e) {
        return switch (e) {
            case TransactionCanceledException canceled -> ofReasons(canceled);
            case TransactionConflictException _ -> BUSY;
            // An earlier attempt with the same token is still under way. The SDK would count this as throttling.
            case TransactionInProgressException _ -> IN_DOUBT;
            case SdkServiceException answered -> ofAnswer(answered);
            default -> neverConnected(e) ? UNREACHABLE : IN_DOUBT;
        };
    }

    /**
     * The exception for a request that certainly wrote nothing.
     *
     * @param table which the request was sent to, for the message
     */
    public static StoreException toStoreException(SdkException e, String table) {
        if (isMissing(e)) {
            return new StoreMissingException(
                    "the table " + table + ", or an index of it, does not exist: " + e.getMessage(), table, e);
        }
        return Failure.of(e) == THROTTLED
                ? new StoreThrottledException("the table " + table + " is throttled: " + e.getMessage(), table, e)
                : new StoreUnavailableException(
                        "the table " + table + " could not be used: " + e.getMessage(), table, e);
    }

    /** DynamoDB has no code of its own for a missing index. */
    private static boolean isMissing(SdkException e) {
        if (e instanceof ResourceNotFoundException) {
            return true;
        }
        return e instanceof DynamoDbException answered
                && answered.statusCode() == BAD_REQUEST
                && String.valueOf(answered.getMessage()).contains("does not have the specified index");
    }

    private static Failure ofReasons(TransactionCanceledException canceled) {
        var codes = canceled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .toList();
        if (codes.contains("TransactionConflict")) {
            return BUSY;
        }
        return codes.contains("ThrottlingError") || codes.contains("ProvisionedThroughputExceeded")
                ? THROTTLED
                : REFUSED;
    }

    private static Failure ofAnswer(SdkServiceException answered) {
        if (answered.isThrottlingException()) {
            return THROTTLED;
        }
        if (answered.isClockSkewException()) {
            return UNREACHABLE;
        }
        return answered.statusCode() < SERVER_ERROR && answered.statusCode() != REQUEST_TIMEOUT ? REFUSED : IN_DOUBT;
    }

    private static boolean neverConnected(Throwable e) {
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }
}
