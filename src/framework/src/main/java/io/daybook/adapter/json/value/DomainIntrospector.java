package io.daybook.adapter.json.value;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads annotations of the domain. A field may be null if its record declares it {@code @Nullable}, which the compiler
 * checks, too. Type names distinguish the cases of a sealed interface.
 */
final class DomainIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return annotated instanceof AnnotatedParameter parameter && isNullable(parameter)
                ? JsonSetter.Value.forValueNulls(Nulls.SET)
                : super.findSetterInfo(annotated);
    }

    @Override
    @SuppressWarnings("NullAway") // Jackson's null: no type in its JSON.
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return isNamed(annotated)
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, Cases.FIELD, null, false, true)
                : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    @SuppressWarnings("NullAway") // Jackson's null: no case but the type itself.
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        return isNamed(annotated)
                ? Cases.of(annotated.getRawType()).stream()
                        .map(oneCase ->
                                new NamedType(oneCase, Cases.nameOf(oneCase).orElse(null)))
                        .toList()
                : super.findSubtypes(annotated);
    }

    private static boolean isNamed(Annotated annotated) {
        return annotated instanceof AnnotatedClass && Cases.areNamed(annotated.getRawType());
    }

    private static boolean isNullable(AnnotatedParameter parameter) {
        return parameter.getOwner() instanceof AnnotatedConstructor constructor
                && constructor
                        .getAnnotated()
                        .getAnnotatedParameterTypes()[parameter.getIndex()]
                        .isAnnotationPresent(Nullable.class);
    }

    /** A record's fields are its components. Methods such as {@code isOpen()} are not stored. */
    static final class Naming extends DefaultAccessorNamingStrategy.Provider {
        private static final long serialVersionUID = 1L;

        @Override
        public DefaultAccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass recordClass) {
            return new Components(config, recordClass);
        }

        private static final class Components extends DefaultAccessorNamingStrategy.RecordNaming {
            private Components(MapperConfig<?> config, AnnotatedClass recordClass) {
                super(config, recordClass);
            }

            @Override
            @SuppressWarnings("NullAway") // Jackson's null: not a field.
            public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
                return _fieldNames.contains(name) ? name : null;
            }

            @Override
            @SuppressWarnings("NullAway") // Jackson's null: not a field.
            public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
                return null;
            }
        }
    }
}
