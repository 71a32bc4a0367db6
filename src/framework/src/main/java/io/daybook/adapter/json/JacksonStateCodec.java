package io.daybook.adapter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.daybook.kernel.store.StateCodec;

/** Writes a record to storage, and reads it again: a state, a row. */
public final class JacksonStateCodec<S> implements StateCodec<S> {
    private static final String STATES =
            "when an aggregate's state changes, raise its fold version; a saga's must stay readable";
    private static final String ROWS = "rows must stay readable: let what is new in them be nullable,"
            + " or give the projection a new name, under which its rows are kept anew";

    private final Class<S> stateType;
    private final String advice;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    /** For states of aggregates and sagas. */
    public JacksonStateCodec(Class<S> stateType, ObjectMapper mapper) {
        this(stateType, STATES, mapper);
    }

    private JacksonStateCodec(Class<S> stateType, String advice, ObjectMapper mapper) {
        this.stateType = stateType;
        this.advice = advice;
        this.reader = mapper.readerFor(stateType);
        this.writer = mapper.writerFor(stateType);
    }

    public static <R> JacksonStateCodec<R> ofRows(Class<R> rowType, ObjectMapper mapper) {
        return new JacksonStateCodec<>(rowType, ROWS, mapper);
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
            throw new JsonDefectException("what is stored does not fit " + stateType.getName() + ": " + advice, e);
        }
    }
}
