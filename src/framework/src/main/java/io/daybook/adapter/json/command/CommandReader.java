package io.daybook.adapter.json.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JsonDefectException;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.event.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Turns a sender's JSON object into a command, or says everything that is wrong with it at once. */
public final class CommandReader {
    private static final FieldError UNPARSABLE =
            new FieldError("", "must be one well-formed JSON object in UTF-8, with no field given twice");

    private final ObjectMapper mapper;
    private final Map<CommandType<?>, CommandFingerprints> fingerprints = new ConcurrentHashMap<>();

    public CommandReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The result of reading a body. */
    public sealed interface Read<C> {
        record Valid<C>(C command) implements Read<C> {}

        /** @param errors at least one; a body that cannot be parsed has the field {@code ""} */
        record Invalid<C>(List<FieldError> errors) implements Read<C> {
            public Invalid {
                errors = List.copyOf(errors);
            }
        }
    }

    /** @param body a JSON object; nothing at all counts as {@code {}} */
    public <C> Read<C> read(CommandType<? extends C> type, byte[] body) {
        try {
            return this.<C>read(type, body.length == 0 ? "{}" : decodeUtf8(body));
        } catch (CharacterCodingException e) {
            return new Read.Invalid<>(List.of(UNPARSABLE));
        }
    }

    /** Reads text that {@link #write} wrote, or any other JSON object. */
    public <C> Read<C> read(CommandType<? extends C> type, String body) {
        try (var parser = mapper.createParser(body)) {
            return new CommandParse<C>(mapper, parser, type).run();
        } catch (JsonProcessingException e) {
            return new Read.Invalid<>(List.of(UNPARSABLE));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
    }

    /** The command as a JSON object, to be read again with its type. */
    public String write(Object command) {
        try {
            return mapper.writeValueAsString(command);
        } catch (JsonProcessingException e) {
            throw new JsonDefectException(command.getClass().getName() + " cannot be written as JSON", e);
        }
    }

    /**
     * By what the command is told from another one that comes with the same id.
     *
     * @param userId who sends it; null where that is not known
     */
    public Fingerprint fingerprint(CommandType<?> type, Object command, @Nullable String userId) {
        return fingerprints
                .computeIfAbsent(type, first -> new CommandFingerprints(mapper, type))
                .of(command, userId);
    }

    /** Stricter than Jackson, which also guesses UTF-16 and UTF-32 and accepts some ill-formed bytes. */
    private static String decodeUtf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }
}
