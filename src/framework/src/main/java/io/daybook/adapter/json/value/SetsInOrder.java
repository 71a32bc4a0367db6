package io.daybook.adapter.json.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes equal sets as equal texts. The order of {@code Set.copyOf} differs from one process to the next, and the same
 * command must be the same text wherever it is sent again.
 */
final class SetsInOrder extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSerializer<?> modifyCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription description,
            JsonSerializer<?> serializer) {
        return type.isTypeOrSubTypeOf(Set.class)
                        && !type.isTypeOrSubTypeOf(SortedSet.class)
                        && !type.isTypeOrSubTypeOf(EnumSet.class)
                ? new InOrder(serializer)
                : serializer;
    }

    private static final class InOrder extends JsonSerializer<Object> implements ContextualSerializer {
        private final JsonSerializer<Object> writer;

        @SuppressWarnings("unchecked") // It is given sets only.
        InOrder(JsonSerializer<?> writer) {
            this.writer = (JsonSerializer<Object>) writer;
        }

        @Override
        public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property)
                throws JsonMappingException {
            return new InOrder(provider.handlePrimaryContextualization(writer, property));
        }

        @Override
        public void serialize(Object set, JsonGenerator generator, SerializerProvider provider) throws IOException {
            var sorted = ((Set<?>) set)
                    .stream()
                            .sorted(Comparator.comparing(String::valueOf))
                            .collect(Collectors.toCollection(LinkedHashSet::new));
            writer.serialize(sorted, generator, provider);
        }
    }
}
