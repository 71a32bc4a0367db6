package io.daybook.kernel.event;

import io.daybook.kernel.PublicApi;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what caused a commit; all of its events share it.
 *
 * @param commandId makes the append idempotent within its stream
 * @param correlationId the same for everything that one request caused
 * @param causationId what directly caused it: a client's command id, or the trigger of a saga
 * @param userId the {@code sub} of the caller's token; null if nobody was authenticated
 * @param at when it was recorded, in whole milliseconds; never decreases within a stream
 * @param release the build that wrote it
 */
@PublicApi
public record EventMetadata(
        String commandId,
        String correlationId,
        String causationId,
        @Nullable String userId,
        Instant at,
        String release) {
    /** @throws IllegalArgumentException says what was expected */
    public EventMetadata {
        if (!isWholeMilliseconds(at)) {
            throw new IllegalArgumentException("a commit is recorded at a time in whole milliseconds, not " + at);
        }
        if (!isWellFormed(commandId, correlationId, causationId, userId == null ? "" : userId, release)) {
            throw new IllegalArgumentException("the ids and the release of a commit are well-formed Unicode");
        }
    }

    private static boolean isWholeMilliseconds(Instant at) {
        try {
            return Instant.ofEpochMilli(at.toEpochMilli()).equals(at);
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static boolean isWellFormed(String... ids) {
        return Stream.of(ids).allMatch(JsonText::isWellFormed);
    }

    /** The same metadata, recorded at another time. */
    public EventMetadata at(Instant other) {
        return new EventMetadata(commandId, correlationId, causationId, userId, other, release);
    }
}
