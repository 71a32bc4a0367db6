package io.daybook.adapter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaInstance.State;
import io.daybook.kernel.saga.SagaStateCodec;
import io.daybook.kernel.saga.StateUpcaster;
import io.daybook.kernel.saga.UnreadableStateException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * States of a saga as JSON objects, each with the saga's version that it was written in. An older one is upcast as a map,
 * and then read as tolerantly as any. A later one is refused: this release would drop what it does not know, and save the
 * rest.
 */
public final class JacksonSagaStateCodec<S> implements SagaStateCodec<S> {
    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private final Saga<S> saga;
    private final JacksonStateCodec<S> states;
    private final ObjectMapper mapper;
    private final Map<Integer, StateUpcaster> upcasters = new HashMap<>();

    public JacksonSagaStateCodec(Saga<S> saga, ObjectMapper mapper) {
        this.saga = saga;
        this.states = JacksonStateCodec.ofSagas(saga.stateType(), mapper);
        this.mapper = mapper;
        saga.upcasters().forEach(upcaster -> upcasters.put(upcaster.fromVersion(), upcaster));
    }

    @Override
    public State encode(S state) {
        return new State(saga.version(), states.encode(state));
    }

    @Override
    public S decode(State stored) {
        if (stored.version() > saga.version()) {
            throw unreadable(
                    stored,
                    "this release knows the versions up to " + saga.version()
                            + ": a release that knows the later one goes on with the instance",
                    null);
        }
        var json = stored.version() == saga.version() ? stored.json() : upcast(stored);
        try {
            return states.decode(json);
        } catch (JsonDefectException e) {
            throw unreadable(stored, e.getMessage(), e.getCause());
        }
    }

    private String upcast(State stored) {
        try {
            Map<String, @Nullable Object> fields = mapper.readValue(stored.json(), FIELDS);
            for (int version = stored.version(); version < saga.version(); version++) {
                fields = rewrite(stored, version, fields);
            }
            return mapper.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw unreadable(
                    stored, "it is not a JSON object, or its upcaster did not return one", MisfitException.of(e));
        }
    }

    private Map<String, @Nullable Object> rewrite(State stored, int version, Map<String, @Nullable Object> fields) {
        var upcaster = upcasters.get(version);
        if (upcaster == null) {
            throw unreadable(stored, "no upcaster reads version " + version, null);
        }
        try {
            return upcaster.rewrite().apply(fields);
        } catch (RuntimeException e) {
            throw unreadable(stored, "the upcaster of version " + version + " failed", e);
        }
    }

    private UnreadableStateException unreadable(State stored, @Nullable String why, @Nullable Throwable cause) {
        return new UnreadableStateException(
                "a state of " + saga.name() + " in version " + stored.version() + " cannot be read: " + why, cause);
    }
}
