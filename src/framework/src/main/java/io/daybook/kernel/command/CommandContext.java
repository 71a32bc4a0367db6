package io.daybook.kernel.command;

import io.daybook.kernel.access.Caller;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What accompanies a command.
 *
 * @param commandId the same id for every repetition of one command
 * @param expectedVersion the stream must be at exactly this version (0: must not exist); null for any version
 * @param caller who may or may not send it; sagas and reactors send as operators, with the id of the user who started
 *     them
 * @param causedAt when the event that caused the command was recorded, or null. Its events are never recorded earlier
 *     than that, unless that is ahead of the clock by more than {@link io.daybook.kernel.event.ClockSkew#MAX}
 * @param fingerprint tells a client's command from another one with the same id; null if the id is derived from what
 *     the command is for
 * @param memory how long a repetition is recognised
 */
public record CommandContext(
        String commandId,
        @Nullable Long expectedVersion,
        String correlationId,
        String causationId,
        Caller caller,
        @Nullable Instant causedAt,
        @Nullable Fingerprint fingerprint,
        Memory memory) {
    /**
     * The context of a command that the application itself sends, as an operator. Its id is derived from what it is for.
     *
     * @param userId the user who started what sends it, or null
     */
    public CommandContext(
            String commandId,
            @Nullable Long expectedVersion,
            String correlationId,
            String causationId,
            @Nullable String userId,
            @Nullable Instant causedAt,
            Memory memory) {
        this(commandId, expectedVersion, correlationId, causationId, Caller.operator(userId), causedAt, null, memory);
    }

    /** How long the outcome of a command is remembered. */
    public enum Memory {
        /** For at least the next 256 commits of the stream; costs nothing. */
        RECENT,
        /** For ever, whatever the outcome was; costs a transaction with a second item. */
        FOREVER
    }

    /** The context of a command of an operator without an id that nothing else caused. */
    public static CommandContext of(String commandId) {
        return new CommandContext(commandId, null, commandId, commandId, null, null, Memory.RECENT);
    }

    public CommandContext expecting(long version) {
        return new CommandContext(
                commandId, version, correlationId, causationId, caller, causedAt, fingerprint, memory);
    }

    public CommandContext rememberedForever() {
        return new CommandContext(
                commandId, expectedVersion, correlationId, causationId, caller, causedAt, fingerprint, Memory.FOREVER);
    }

    public CommandContext withFingerprint(Fingerprint of) {
        return new CommandContext(commandId, expectedVersion, correlationId, causationId, caller, causedAt, of, memory);
    }

    public CommandContext by(Caller other) {
        return new CommandContext(
                commandId, expectedVersion, correlationId, causationId, other, causedAt, fingerprint, memory);
    }

    /** The id that is recorded with what the command appends, or null. */
    public @Nullable String userId() {
        return caller.id();
    }

    /** @param release the build that writes it */
    public EventMetadata recordedAt(Instant at, String release) {
        return new EventMetadata(commandId, correlationId, causationId, userId(), at, release);
    }
}
