package io.daybook.adapter.json.value;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.daybook.kernel.schema.ScalarType;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How the values of a domain are written and read: its records, the types of the JDK, and value types of its own. */
public final class DomainValues {
    private DomainValues() {}

    /** @param scalars the domain's value types that are written as one string */
    public static JsonMapper.Builder addTo(JsonMapper.Builder mapper, List<ScalarType<?>> scalars) {
        return mapper.addModule(module(scalars))
                .annotationIntrospector(new DomainIntrospector())
                .accessorNaming(new DomainIntrospector.Naming());
    }

    private static SimpleModule module(List<ScalarType<?>> scalars) {
        var module = new SimpleModule("daybook");
        module.addDeserializer(String.class, new WellFormedText());
        module.addSerializer(Instant.class, new MillisecondTime.Writer());
        module.addDeserializer(Instant.class, new MillisecondTime.Reader());
        module.addAbstractTypeMapping(Set.class, LinkedHashSet.class);
        module.setSerializerModifier(new SetsInOrder());
        Numbers.addTo(module);
        StandardTypes.ALL.forEach(type -> add(module, type));
        StandardTypes.KEYS.forEach(type -> addKey(module, type));
        scalars.forEach(scalar -> add(module, scalar));
        return module;
    }

    private static <T> void add(SimpleModule module, ScalarType<T> scalar) {
        module.addSerializer(scalar.javaType(), new ScalarText.Writer<>(scalar));
        module.addDeserializer(scalar.javaType(), new ScalarText.Reader<>(scalar));
        addKey(module, scalar);
    }

    private static <T> void addKey(SimpleModule module, ScalarType<T> scalar) {
        module.addKeySerializer(scalar.javaType(), new ScalarText.KeyWriter<>(scalar));
        module.addKeyDeserializer(scalar.javaType(), new ScalarText.KeyReader<>(scalar));
    }
}
