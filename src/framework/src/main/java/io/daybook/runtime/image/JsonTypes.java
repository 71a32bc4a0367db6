package io.daybook.runtime.image;

import io.daybook.kernel.event.ScalarType;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All types of a catalog that are written as JSON: commands, events, states, the rows of views, read models and
 * tallies, the states of sagas, and all types inside them. Used while a native image is built and by tests, never in a
 * function.
 */
final class JsonTypes {
    /** Types that Jackson knows by itself. */
    private static final String JDK = "java.";

    private final Set<Class<?>> scalars;
    private final Set<Class<?>> found = new LinkedHashSet<>();

    private JsonTypes(Set<Class<?>> scalars) {
        this.scalars = scalars;
    }

    /** @throws IllegalArgumentException for a type whose content cannot be known, such as an open interface */
    static Set<Class<?>> of(Catalog catalog) {
        var types = new JsonTypes(
                catalog.scalars().stream().map(ScalarType::javaType).collect(Collectors.toUnmodifiableSet()));
        catalog.aggregates().forEach(types::addAll);
        catalog.readModels().forEach(readModel -> types.add(readModel.rowType()));
        catalog.tallies().forEach(tally -> types.add(tally.rowType()));
        catalog.sagas().forEach(saga -> types.add(saga.stateType()));
        return types.found;
    }

    private void addAll(Aggregate<?, ?, ?, ?> aggregate) {
        var category = aggregate.category();
        category.commands().forEach(command -> add(command.javaType()));
        category.events().all().forEach(event -> add(event.javaType()));
        add(category.stateType());
        Arrays.stream(aggregate.view().getClass().getMethods())
                .filter(method -> method.getName().equals("evolve") && !method.isBridge())
                .map(Method::getGenericReturnType)
                .forEach(this::addParts);
    }

    private void add(Class<?> type) {
        if (type.isArray()) {
            add(type.getComponentType());
            return;
        }
        if (type.isPrimitive() || type.getName().startsWith(JDK) || scalars.contains(type) || !found.add(type)) {
            return;
        }
        // Jackson looks at the interfaces of a type, too.
        Stream.of(type.getInterfaces()).filter(Class::isSealed).forEach(this::add);
        if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses()).forEach(this::add);
        } else if (type.isRecord()) {
            Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(this::addParts);
        } else if (!type.isEnum()) {
            throw new IllegalArgumentException(type.getName()
                    + " is part of what is written as JSON, but is neither a record, an enum, a sealed interface nor"
                    + " among the catalog's scalars");
        }
    }

    private void addParts(Type type) {
        switch (type) {
            case Class<?> plain -> add(plain);
            case ParameterizedType generic -> {
                addParts(generic.getRawType());
                Stream.of(generic.getActualTypeArguments()).forEach(this::addParts);
            }
            case WildcardType wildcard -> Stream.of(wildcard.getUpperBounds()).forEach(this::addParts);
            default -> throw new IllegalArgumentException(type + " is part of what is written as JSON, but open");
        }
    }
}
