package io.daybook.runtime.check;

import io.daybook.adapter.json.value.Cases;
import io.daybook.adapter.json.value.StandardTypes;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All types of a catalog that are written as JSON: commands, events, states, the rows of views, read models and
 * tallies, the states of sagas, and all types inside them. It also finds those that JSON cannot carry.
 */
public final class JsonTypes {
    private static final Set<Class<?>> KEYS = Set.of(String.class, Integer.class, Long.class, Instant.class);

    private static final Set<Class<?>> PLAIN = Set.of(
            boolean.class,
            Boolean.class,
            int.class,
            long.class,
            double.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class);

    private static final Set<Class<?>> LISTS = Set.of(List.class, Set.class, Collection.class);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Set<Class<?>> texts = new HashSet<>(KEYS);
    private final Set<Class<?>> found = new LinkedHashSet<>();
    private final List<String> defects = new ArrayList<>();

    private JsonTypes(Catalog catalog) {
        StandardTypes.ALL.forEach(type -> texts.add(type.javaType()));
        catalog.scalars().stream().map(ScalarType::javaType).forEach(texts::add);
    }

    public static JsonTypes of(Catalog catalog) {
        var types = new JsonTypes(catalog);
        catalog.aggregates().forEach(types::addAll);
        catalog.readModels()
                .forEach(readModel -> types.add(
                        readModel.projection().rowType(), readModel.projection().name()));
        catalog.tallies()
                .forEach(model ->
                        types.add(model.tally().rowType(), model.tally().name()));
        catalog.sagas().forEach(saga -> types.add(saga.stateType(), saga.name()));
        return types;
    }

    /** The application's own types, without the JDK's. */
    public Set<Class<?>> found() {
        return found;
    }

    /** Lines that each say what to change. */
    public List<String> defects() {
        return defects;
    }

    private void addAll(Aggregate<?, ?, ?, ?> aggregate) {
        var category = aggregate.category();
        category.commands().forEach(command -> addRecord(command.javaType()));
        category.events().all().forEach(event -> addRecord(event.javaType()));
        add(category.stateType(), category.name());
        add(aggregate.view().rowType(), aggregate.view().name());
    }

    private void addRecord(Class<?> type) {
        if (type.isRecord()) {
            add(type, type.getName());
        } else {
            defects.add(type.getName() + " is no record: commands and events are records");
        }
    }

    /** @param where the record or catalog entry that has to change */
    private void add(Type type, String where) {
        switch (type) {
            case Class<?> plain -> add(plain, where);
            case ParameterizedType generic
            when LISTS.contains(generic.getRawType()) -> add(generic.getActualTypeArguments()[0], where);
            case ParameterizedType generic
            when generic.getRawType() == Map.class -> {
                addKey(generic.getActualTypeArguments()[0], where);
                add(generic.getActualTypeArguments()[1], where);
            }
            case ParameterizedType generic
            when generic.getRawType() == Optional.class ->
                refuse(where, generic, "declare what is in it and mark that @Nullable");
            case WildcardType wildcard -> add(wildcard.getUpperBounds()[0], where);
            default -> refuse(where, type, "declare a record without type parameters, or a List, Set or Map");
        }
    }

    private void add(Class<?> type, String where) {
        if (texts.contains(type) || PLAIN.contains(type) || found.contains(type)) {
            return;
        }
        if (type.isRecord() && type.getTypeParameters().length == 0) {
            found.add(type);
            // Jackson also looks at the interfaces of a type.
            Stream.of(type.getInterfaces()).filter(Class::isSealed).forEach(found::add);
            for (var component : type.getRecordComponents()) {
                add(component.getGenericType(), type.getName() + "." + component.getName());
            }
        } else if (type.isEnum()) {
            found.add(type);
        } else if (type.isInterface() && type.isSealed()) {
            found.add(type);
            addCases(type);
        } else {
            refuse(where, type, advice(type));
        }
    }

    private void addCases(Class<?> sealed) {
        var names = new HashSet<String>();
        for (var oneCase : Cases.of(sealed)) {
            var name = Cases.nameOf(oneCase);
            if (!oneCase.isRecord()) {
                defects.add(oneCase.getName() + " is a case of " + sealed.getName() + " and no record: make it one");
            } else if (name.isEmpty() || !NAME.matcher(name.get()).matches() || !names.add(name.get())) {
                defects.add(oneCase.getName() + " is a case of " + sealed.getName()
                        + ": give it a name of its own, as in @TypeName(\"one-word\")");
            } else if (Arrays.stream(oneCase.getRecordComponents())
                    .anyMatch(component -> component.getName().equals(Cases.FIELD))) {
                defects.add(
                        oneCase.getName() + "." + Cases.FIELD + " has the name of the field that tells the cases of "
                                + sealed.getName() + " apart: call it otherwise");
            }
            add(oneCase, sealed.getName());
        }
    }

    private void addKey(Type type, String where) {
        if (type instanceof Class<?> key && (key.isEnum() || texts.contains(key))) {
            add(key, where);
        } else {
            refuse(
                    where,
                    type,
                    "the key of a map is a String, Integer, Long, an enum, a value of java.time, a UUID or"
                            + " one of the catalog's scalars()");
        }
    }

    private static String advice(Class<?> type) {
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "declare a List or Set of something";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "declare a Map of something to something";
        }
        if (type.isPrimitive() || type == Float.class || Number.class.isAssignableFrom(type)) {
            return "declare an int, long, double, BigInteger or BigDecimal";
        }
        return "make it a record, an enum or a sealed interface of records, or list a ScalarType of it in the catalog's"
                + " scalars()";
    }

    private void refuse(String where, Type type, String advice) {
        defects.add(where + " holds a " + type.getTypeName() + ", which cannot be JSON: " + advice);
    }
}
