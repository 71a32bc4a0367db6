package io.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.lambda.Answers;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.event.ScalarType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks everything that JSON is made of from the catalog on; a type that is forgotten fails here, not in the cloud. */
class NativeTypesTest {
    private static final Set<Class<?>> SCALARS =
            Catalog.SCALARS.stream().map(ScalarType::javaType).collect(Collectors.toUnmodifiableSet());

    private final Set<Class<?>> needed =
            new TreeSet<>((one, other) -> one.getName().compareTo(other.getName()));

    @Test
    void everything_that_json_is_made_of_is_registered_for_the_native_image() {
        Catalog.AGGREGATES.forEach(this::needAggregate);
        Stream.of(Answers.class.getDeclaredClasses()).forEach(this::need);
        Stream.of(FieldError.class, JsonLog.Line.class).forEach(this::need);
        var forgotten = needed.stream().filter(type -> !isRegistered(type)).toList();
        assertThat(forgotten).as("types to add to NativeTypes").isEmpty();
    }

    @Test
    void the_walk_finds_events_commands_rejections_states_and_rows() {
        Catalog.AGGREGATES.forEach(this::needAggregate);
        assertThat(needed)
                .extracting(Class::getSimpleName)
                .contains(
                        "Open",
                        "Close",
                        "MoneyDeposited",
                        "AccountClosed",
                        "InsufficientFunds",
                        "State",
                        "Status",
                        "Row");
    }

    @Test
    void every_sealed_case_of_events_and_commands_is_in_its_catalog() {
        for (var aggregate : Catalog.AGGREGATES) {
            var category = aggregate.category();
            var commands = new HashSet<Class<?>>();
            category.commands().forEach(type -> commands.add(type.javaType()));
            var events = new HashSet<Class<?>>();
            category.events().all().forEach(type -> events.add(type.javaType()));
            commands.forEach(type -> assertThat(commands).containsAll(siblings(type)));
            events.forEach(type -> assertThat(events).containsAll(siblings(type)));
        }
    }

    private void needAggregate(Aggregate<?, ?, ?, ?> aggregate) {
        var category = aggregate.category();
        category.commands().forEach(type -> siblings(type.javaType()).forEach(this::need));
        category.events().all().forEach(type -> siblings(type.javaType()).forEach(this::need));
        need(category.stateType());
        Arrays.stream(aggregate.view().getClass().getMethods())
                .filter(method -> method.getName().equals("evolve"))
                .map(Method::getGenericReturnType)
                .forEach(this::needParts);
        rejectionsOf(category.decider().getClass()).forEach(this::need);
    }

    /** The sealed rejections that lie beside a decider, found by their name: {@code Account}, {@code AccountRejection}. */
    private static Set<Class<?>> rejectionsOf(Class<?> decider) {
        try {
            var rejection = Class.forName(decider.getName() + "Rejection");
            assertThat(Rejection.class).isAssignableFrom(rejection);
            assertThat(rejection).isSealed();
            return Set.of(rejection.getPermittedSubclasses());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(decider + " has no sealed rejections beside it", e);
        }
    }

    /** All cases of the sealed interface that a case belongs to. */
    private static Set<Class<?>> siblings(Class<?> oneCase) {
        return Arrays.stream(oneCase.getInterfaces())
                .filter(Class::isSealed)
                .flatMap(parent -> Arrays.stream(parent.getPermittedSubclasses()))
                .collect(Collectors.toSet());
    }

    private void need(Class<?> type) {
        if (type.isSealed() && type.isInterface()) {
            Stream.of(type.getPermittedSubclasses()).forEach(this::need);
        }
        if (!type.getName().startsWith("io.daybook.") || type.isInterface() || SCALARS.contains(type)) {
            return;
        }
        if (needed.add(type) && type.isRecord()) {
            Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(this::needParts);
        }
    }

    private void needParts(Type type) {
        switch (type) {
            case Class<?> plain -> need(plain.isArray() ? plain.getComponentType() : plain);
            case ParameterizedType generic -> {
                needParts(generic.getRawType());
                Stream.of(generic.getActualTypeArguments()).forEach(this::needParts);
            }
            default -> {}
        }
    }

    /** Quarkus registers a target and all that is nested inside. */
    private static boolean isRegistered(Class<?> type) {
        var targets = Set.of(
                NativeTypes.class.getAnnotation(RegisterForReflection.class).targets());
        return Stream.<Class<?>>iterate(type, outer -> outer != null, Class::getEnclosingClass)
                .anyMatch(targets::contains);
    }
}
