package io.daybook.adapter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says where stored JSON does not fit its type, and never what stands there: Jackson's own messages quote values, and what
 * users wrote must not get into a log.
 */
final class MisfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MisfitException(String message) {
        super(message);
    }

    static MisfitException of(JsonProcessingException e) {
        var where = e instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? mapping.getPath().stream().map(MisfitException::step).collect(Collectors.joining())
                : "character "
                        + (e.getLocation() == null ? "?" : e.getLocation().getCharOffset());
        var what = e instanceof InvalidNullException
                ? "missing or null, and not nullable,"
                : e.getClass().getSimpleName();
        var misfit = new MisfitException(what + " at " + where);
        misfit.setStackTrace(e.getStackTrace());
        return misfit;
    }

    /** A field, or an element. The keys of maps are values, too. */
    private static String step(Reference reference) {
        @Nullable String field = reference.getFieldName();
        if (field == null) {
            return "[" + reference.getIndex() + "]";
        }
        return isMap(reference.getFrom()) ? "[a key]" : "/" + field;
    }

    private static boolean isMap(@Nullable Object from) {
        return from instanceof Map || (from instanceof Class<?> type && Map.class.isAssignableFrom(type));
    }
}
