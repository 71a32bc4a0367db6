package io.daybook.adapter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.schema.UnreadableEventException;
import io.daybook.kernel.schema.Upcaster.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events as JSON objects. One in today's schema is read directly; an older one is upcast as a map. */
public final class JacksonEventCodec<E> implements EventCodec<E> {
    /** Far more than any chain of schemas; ends a circle of renames. */
    private static final int REWRITES_MAX = 1_000;

    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private final EventTypes<E> types;
    private final ObjectMapper mapper;
    private final Map<String, ObjectReader> readers = new HashMap<>();

    public JacksonEventCodec(EventTypes<E> types, ObjectMapper mapper) {
        this.types = types;
        this.mapper = mapper;
        types.all().forEach(type -> readers.put(type.name(), mapper.readerFor(type.javaType())));
    }

    @Override
    public EncodedEvent encode(String eventId, E event) {
        var type = types.typeOf(event);
        try {
            return new EncodedEvent(eventId, type.name(), type.schema(), mapper.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new JsonDefectException("the event " + type.name() + " cannot be written as JSON", e);
        }
    }

    @Override
    public List<E> decode(EncodedEvent encoded) {
        var current = types.named(encoded.type()).filter(type -> type.schema() == encoded.schema());
        return current.isPresent() ? List.of(read(current.get(), encoded.data(), encoded)) : upcast(encoded);
    }

    /** Rewrites until all parts have today's schema, and keeps their order. */
    private List<E> upcast(EncodedEvent encoded) {
        var events = new ArrayList<E>();
        var pending = new ArrayDeque<Payload>();
        pending.add(new Payload(encoded.type(), encoded.schema(), fields(encoded)));
        for (int rewrites = 0; !pending.isEmpty(); rewrites++) {
            if (rewrites == REWRITES_MAX) {
                throw unreadable(encoded, "its upcasters do not come to an end", null);
            }
            var payload = pending.removeFirst();
            var current = types.named(payload.type()).filter(type -> type.schema() == payload.schema());
            if (current.isPresent()) {
                events.add(read(current.get(), text(payload, encoded), encoded));
            } else {
                rewrite(payload, encoded).reversed().forEach(pending::addFirst);
            }
        }
        return events;
    }

    private List<Payload> rewrite(Payload payload, EncodedEvent encoded) {
        var upcaster = types.upcaster(payload.type(), payload.schema());
        if (upcaster.isEmpty()) {
            throw unreadable(encoded, reason(payload), null);
        }
        try {
            return upcaster.get().rewrite().apply(payload.fields());
        } catch (RuntimeException e) {
            throw unreadable(
                    encoded, "the upcaster of " + payload.type() + " schema " + payload.schema() + " failed", e);
        }
    }

    private String reason(Payload payload) {
        return types.named(payload.type())
                .map(type -> payload.type() + " schema " + payload.schema() + " is not the schema " + type.schema()
                        + " of this release, nor an older one that it can rewrite")
                .orElse("this release knows no event " + payload.type() + " schema " + payload.schema());
    }

    private E read(EventType<E> type, String data, EncodedEvent encoded) {
        try {
            @Nullable E event = Objects.requireNonNull(readers.get(type.name())).readValue(data);
            if (event != null) {
                return event;
            }
        } catch (JsonProcessingException e) {
            throw unreadable(
                    encoded,
                    "its data does not fit " + type.name() + " schema " + type.schema(),
                    MisfitException.of(e));
        }
        throw unreadable(encoded, "its data is null", null);
    }

    private Map<String, @Nullable Object> fields(EncodedEvent encoded) {
        try {
            @Nullable Map<String, @Nullable Object> fields = mapper.readValue(encoded.data(), FIELDS);
            if (fields != null) {
                return fields;
            }
        } catch (JsonProcessingException e) {
            throw unreadable(encoded, "its data is not a JSON object", MisfitException.of(e));
        }
        throw unreadable(encoded, "its data is null", null);
    }

    private String text(Payload payload, EncodedEvent encoded) {
        try {
            return mapper.writeValueAsString(payload.fields());
        } catch (JsonProcessingException e) {
            throw unreadable(encoded, "its upcaster did not return a JSON object", MisfitException.of(e));
        }
    }

    private static UnreadableEventException unreadable(EncodedEvent encoded, String why, @Nullable Throwable cause) {
        return new UnreadableEventException(
                "the event " + encoded.id() + " (" + encoded.type() + " schema " + encoded.schema()
                        + ") cannot be read: " + why,
                cause);
    }
}
