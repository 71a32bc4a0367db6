package io.daybook.adapter.lambda.command;

import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a command.
 *
 * @param idempotencyKey null if the client gave none
 * @param expectedVersion null if the client gave none
 * @param errors what is wrong with them
 */
record CommandHeaders(
        @Nullable String idempotencyKey, @Nullable Long expectedVersion, List<FieldError> errors) {
    private static final Pattern KEY = Pattern.compile("(?!~)[\\x21-\\x7e]{1,128}");

    /** At most 18 digits, so that it fits a long. */
    private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    static CommandHeaders of(HttpRequest request) {
        var errors = new ArrayList<FieldError>();
        var key = request.header("idempotency-key");
        if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
            errors.add(new FieldError(
                    "Idempotency-Key", "must be 1..128 visible ASCII characters, of which the first is not ~"));
        }
        @Nullable Long expected = null;
        var match = request.header("if-match").map(VERSION::matcher);
        if (match.isPresent() && match.get().matches()) {
            expected = Long.valueOf(match.get().group(1));
        } else if (match.isPresent()) {
            errors.add(new FieldError("If-Match", "must be one version in double quotes, such as \"3\""));
        }
        return new CommandHeaders(key.orElse(null), expected, errors);
    }
}
