package io.daybook.adapter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.daybook.kernel.store.StateCodec;

/** Writes a state record for a snapshot. */
public final class JacksonStateCodec<S> implements StateCodec<S> {
    private final Class<S> stateType;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    public JacksonStateCodec(Class<S> stateType, ObjectMapper mapper) {
        this.stateType = stateType;
        this.reader = mapper.readerFor(stateType);
        this.writer = mapper.writerFor(stateType);
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
                    "a stored state does not fit " + stateType.getName()
                            + ": when an aggregate's state changes, raise its fold version; a saga's must stay readable",
                    e);
        }
    }
}
