package io.daybook.adapter.json.commit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.verify.StoredCommit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A commit as one JSON object without line breaks: what {@code GET /admin/commits} answers for each commit, and a line of
 * an export. It has every attribute of the event table's item under the same name ({@code docs/commit-format.md}):
 * {@code events} as the text that the hash covers, without compression; {@code types} in order; bytes as base64url
 * (RFC 4648, section 5) without padding. What the item does not have is left out.
 */
public final class CommitJson {
    private static final String STREAM = "stream";
    private static final String VERSION = "version";
    private static final String COUNT = "count";
    private static final String EVENTS = "events";
    private static final String TYPES = "types";
    private static final String COMMAND_ID = "commandId";
    private static final String CORRELATION_ID = "correlationId";
    private static final String CAUSATION_ID = "causationId";
    private static final String USER_ID = "userId";
    private static final String AT = "at";
    private static final String RELEASE = "release";
    private static final String FINGERPRINT = "fingerprint";
    private static final String HASH = "hash";
    private static final String PREVIOUS = "previous";

    private static final Set<String> NAMES = Set.of(
            STREAM,
            VERSION,
            COUNT,
            EVENTS,
            TYPES,
            COMMAND_ID,
            CORRELATION_ID,
            CAUSATION_ID,
            USER_ID,
            AT,
            RELEASE,
            FINGERPRINT,
            HASH,
            PREVIOUS);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectReader READER = JsonMapper.builder(JSON)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private CommitJson() {}

    /** One that was read from a store, which wrote its events as they are written today. */
    public static String write(Commit commit) {
        return write(StoredCommit.Whole.of(commit));
    }

    public static String write(StoredCommit.Whole stored) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            write(stored, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(StoredCommit.Whole stored, JsonGenerator json) throws IOException {
        var commit = stored.commit();
        var metadata = commit.metadata();
        json.writeStartObject();
        json.writeStringField(STREAM, commit.stream().toString());
        json.writeNumberField(VERSION, commit.firstVersion());
        json.writeNumberField(COUNT, commit.events().size());
        json.writeStringField(EVENTS, stored.events());
        json.writeFieldName(TYPES);
        var types = new TreeSet<>(stored.types());
        json.writeArray(types.toArray(String[]::new), 0, types.size());
        json.writeStringField(COMMAND_ID, metadata.commandId());
        json.writeStringField(CORRELATION_ID, metadata.correlationId());
        json.writeStringField(CAUSATION_ID, metadata.causationId());
        if (metadata.userId() != null) {
            json.writeStringField(USER_ID, metadata.userId());
        }
        json.writeNumberField(AT, metadata.at().toEpochMilli());
        json.writeStringField(RELEASE, metadata.release());
        if (commit.fingerprint() != null) {
            json.writeStringField(FINGERPRINT, base64(commit.fingerprint().bytes()));
        }
        json.writeStringField(HASH, base64(commit.hash().bytes()));
        json.writeStringField(
                PREVIOUS,
                base64(ByteBuffer.allocate(Long.BYTES)
                        .putLong(commit.previous())
                        .array()));
        json.writeEndObject();
    }

    /**
     * Reads one; it is not yet known whether its hash fits.
     *
     * @throws IllegalArgumentException if it is not of the form in which they are written; the message says what is wrong,
     *     but nothing of what it holds
     */
    public static StoredCommit.Whole read(String json) {
        var fields = fields(json);
        var events = text(fields, EVENTS);
        try {
            var decoded = EventsJson.read(events);
            if (decoded.size() != number(fields, COUNT)) {
                throw new IllegalArgumentException(COUNT + " is not the number of its events");
            }
            var commit = new Commit(
                    StreamName.parse(text(fields, STREAM)),
                    number(fields, VERSION),
                    decoded,
                    metadata(fields),
                    fields.has(FINGERPRINT) ? Fingerprint.of(bytes(fields, FINGERPRINT)) : null,
                    CommitHash.of(bytes(fields, HASH)),
                    previous(fields));
            return new StoredCommit.Whole(commit, events, types(fields), json.length());
        } catch (IOException e) {
            // As above.
            throw new IllegalArgumentException(EVENTS + " is not a list of events");
        }
    }

    private static EventMetadata metadata(JsonNode fields) {
        try {
            return new EventMetadata(
                    text(fields, COMMAND_ID),
                    text(fields, CORRELATION_ID),
                    text(fields, CAUSATION_ID),
                    fields.has(USER_ID) ? text(fields, USER_ID) : null,
                    Instant.ofEpochMilli(number(fields, AT)),
                    text(fields, RELEASE));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(AT + " is not a time", e);
        }
    }

    private static JsonNode fields(String json) {
        JsonNode fields;
        try {
            fields = READER.readValue(json);
        } catch (JsonProcessingException e) {
            // Its message quotes what stands there.
            throw new IllegalArgumentException("it is not one JSON object");
        }
        if (!fields.isObject()) {
            throw new IllegalArgumentException("it is not one JSON object");
        }
        var foreign = new HashSet<String>();
        fields.fieldNames().forEachRemaining(foreign::add);
        foreign.removeAll(NAMES);
        if (!foreign.isEmpty()) {
            throw new IllegalArgumentException("it has fields that no commit has: " + new TreeSet<>(foreign));
        }
        return fields;
    }

    private static String text(JsonNode fields, String name) {
        @Nullable JsonNode value = fields.get(name);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(name + " is missing, or is not a text");
        }
        return value.textValue();
    }

    private static long number(JsonNode fields, String name) {
        @Nullable JsonNode value = fields.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is missing, or is not a whole number");
        }
        return value.longValue();
    }

    private static byte[] bytes(JsonNode fields, String name) {
        try {
            return Base64.getUrlDecoder().decode(text(fields, name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is missing, or is not base64url", e);
        }
    }

    private static long previous(JsonNode fields) {
        var bytes = bytes(fields, PREVIOUS);
        if (bytes.length != Long.BYTES) {
            throw new IllegalArgumentException(PREVIOUS + " has " + bytes.length + " bytes, not " + Long.BYTES);
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    private static Set<String> types(JsonNode fields) {
        @Nullable JsonNode list = fields.get(TYPES);
        if (list == null || !list.isArray()) {
            throw new IllegalArgumentException(TYPES + " is missing, or is not a list");
        }
        var types = new HashSet<String>();
        for (var type : list) {
            if (!type.isTextual() || !types.add(type.textValue())) {
                throw new IllegalArgumentException(TYPES + " is not a list of different texts");
            }
        }
        return types;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
