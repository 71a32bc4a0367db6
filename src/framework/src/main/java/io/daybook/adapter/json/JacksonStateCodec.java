package io.daybook.adapter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.daybook.kernel.store.StateCodec;

/** Writes a record (a state or a row) as it is stored, and reads it again. */
public final class JacksonStateCodec<S> implements StateCodec<S> {
    private static final String STATES = "raise its category's fold version whenever a state or its evolve changes";
    private static final String SAGAS = "the state of a saga must stay readable: let what is new in it be nullable,"
            + " or raise the saga's version and add an upcaster that reads the former one";
    private static final String ROWS = "rows must stay readable: let what is new in them be nullable,"
            + " or raise the version of the projection, so that its rows are rebuilt";

    private final Class<S> stateType;
    private final String advice;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    /** For states of aggregates, which can be folded again. A state that lacks a field cannot be read. */
    public JacksonStateCodec(Class<S> stateType, ObjectMapper mapper) {
        this(stateType, STATES, mapper.reader(), mapper);
    }

    private JacksonStateCodec(Class<S> stateType, String advice, ObjectReader reader, ObjectMapper mapper) {
        this.stateType = stateType;
        this.advice = advice;
        this.reader = reader.forType(stateType);
        this.writer = mapper.writerFor(stateType);
    }

    /**
     * For rows, which stay when their type changes. A nullable component that was not stored is null, and a field that
     * the record does not have any more is passed over.
     */
    public static <R> JacksonStateCodec<R> ofRows(Class<R> rowType, ObjectMapper mapper) {
        return new JacksonStateCodec<>(rowType, ROWS, tolerant(mapper), mapper);
    }

    /** For states of sagas, which are read like rows. */
    public static <S> JacksonStateCodec<S> ofSagas(Class<S> stateType, ObjectMapper mapper) {
        return new JacksonStateCodec<>(stateType, SAGAS, tolerant(mapper), mapper);
    }

    private static ObjectReader tolerant(ObjectMapper mapper) {
        return mapper.reader()
                .without(
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Override
    public String encode(S state) {
        try {
            return writer.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new JsonDefectException(stateType.getName() + " cannot be written as JSON", e);
        }
    }

    @Override
    public S decode(String text) {
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException e) {
            throw new JsonDefectException(
                    "what is stored does not fit " + stateType.getName() + ": " + advice, MisfitException.of(e));
        }
    }
}
