package io.daybook.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.daybook.adapter.lambda.admin.AdminAnswers;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.command.CommandAnswer;
import io.daybook.adapter.lambda.history.StreamAnswers;
import io.daybook.adapter.lambda.page.Page;
import io.daybook.adapter.lambda.saga.SagaAnswers;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.models.ModelCatalog;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.check.JsonTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What JSON is made of is known to the native image: of the catalog by looking at it, of the adapters by a list. */
class NativeTypesTest {
    private static final List<Catalog> CATALOGS = List.of(new ModelCatalog(), new Parcels());
    private static final Set<Class<?>> FOUND = CATALOGS.stream()
            .flatMap(catalog -> JsonTypes.of(catalog).found().stream())
            .collect(Collectors.toSet());

    @Test
    void commands_events_states_and_rows_are_found_with_what_is_in_them() {
        assertThat(FOUND)
                .extracting(Class::getSimpleName)
                .contains(
                        "Open",
                        "Close",
                        "WalletEvent",
                        "CoinsFilled",
                        "WalletClosed",
                        "State",
                        "Status",
                        "Row",
                        "Line",
                        "Address");
    }

    @Test
    void every_command_event_and_state_of_the_catalog_is_found() {
        for (var aggregate : aggregates()) {
            var category = aggregate.category();
            assertThat(FOUND).contains(category.stateType());
            category.commands().forEach(type -> assertThat(FOUND).contains(type.javaType()));
            category.events().all().forEach(type -> assertThat(FOUND).contains(type.javaType()));
        }
    }

    @Test
    void every_row_of_the_catalog_is_found() {
        for (var catalog : CATALOGS) {
            catalog.readModels()
                    .forEach(readModel ->
                            assertThat(FOUND).contains(readModel.projection().rowType()));
            catalog.tallies()
                    .forEach(tally -> assertThat(FOUND).contains(tally.tally().rowType()));
        }
        assertThat(FOUND).extracting(Class::getSimpleName).contains("Label", "Stamp", "Weight", "Unit");
    }

    @Test
    void the_state_of_every_saga_is_found_with_what_is_in_it() {
        for (var catalog : CATALOGS) {
            catalog.sagas().forEach(saga -> assertThat(FOUND).contains(saga.stateType()));
        }
        assertThat(FOUND).extracting(Class::getSimpleName).contains("Journey", "Leg", "Stop", "Depot", "Door");
    }

    @Test
    void an_open_type_ends_the_build() {
        assertThat(JsonTypes.of(() -> List.of(withState(OpenState.class))).defects())
                .singleElement()
                .asString()
                .contains(Anything.class.getName());
    }

    @Test
    void the_native_build_runs_the_feature() throws IOException {
        var properties = new Properties();
        try (var file = CatalogFeature.class.getResourceAsStream(
                "/META-INF/native-image/io.daybook/daybook/native-image.properties")) {
            properties.load(file);
        }
        assertThat(properties.getProperty("Args")).contains("--features=" + CatalogFeature.class.getName());
    }

    @Test
    void what_the_adapters_write_is_registered() {
        assertThat(Stream.of(
                                Stream.of(StreamAnswers.class.getDeclaredClasses()),
                                Stream.of(SagaAnswers.class.getDeclaredClasses()),
                                Stream.of(CommandAnswer.class.getDeclaredClasses()),
                                Stream.of(AdminAnswers.class.getDeclaredClasses()),
                                Stream.of(CommandAnswer.class, Page.class, FieldError.class))
                        .flatMap(types -> types)
                        .filter(type -> !isRegistered(type)))
                .as("types to add to NativeTypes")
                .isEmpty();
    }

    /** A native image writes a record that it does not know as {@code {}}. */
    @Test
    void every_answer_is_registered_wherever_it_is_declared() {
        var answers = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.daybook.adapter.lambda")
                        .stream()
                        .filter(type -> type.isRecord() && type.getSimpleName().endsWith("Answer"))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> type != HttpAnswer.class)
                        .toList();
        assertThat(answers).extracting(Class::getSimpleName).contains("CommandAnswer", "ValidAnswer", "BrokenAnswer");
        assertThat(answers).allMatch(NativeTypesTest::isRegistered);
    }

    @Test
    void every_sealed_case_of_events_and_commands_is_in_its_catalog() {
        for (var aggregate : aggregates()) {
            var category = aggregate.category();
            var commands = new HashSet<Class<?>>();
            category.commands().forEach(type -> commands.add(type.javaType()));
            var events = new HashSet<Class<?>>();
            category.events().all().forEach(type -> events.add(type.javaType()));
            commands.forEach(type -> assertThat(commands).containsAll(siblings(type)));
            events.forEach(type -> assertThat(events).containsAll(siblings(type)));
        }
    }

    /** An interface that anybody may implement. */
    interface Anything {}

    record OpenState(Map<String, List<? extends Anything>> parts) {}

    private static <S> Aggregate<?, ?, ?, ?> withState(Class<S> state) {
        var category = new Category<Object, S, Object>("open", null, List.of(), EventTypes.of(), state, 1);
        return new Aggregate<>(null, category, new Nothing(category));
    }

    private record Nothing(Category<?, ?, Object> follows) implements Projection<Object, String> {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public Class<String> rowType() {
            return String.class;
        }

        @Override
        public @Nullable String evolve(@Nullable String row, Recorded<Object> recorded) {
            return row;
        }
    }

    private static List<Aggregate<?, ?, ?, ?>> aggregates() {
        return CATALOGS.stream()
                .<Aggregate<?, ?, ?, ?>>flatMap(catalog -> catalog.aggregates().stream())
                .toList();
    }

    /** All cases of the sealed interface that a case belongs to. */
    private static Set<Class<?>> siblings(Class<?> oneCase) {
        return Arrays.stream(oneCase.getInterfaces())
                .filter(Class::isSealed)
                .flatMap(parent -> Arrays.stream(parent.getPermittedSubclasses()))
                .collect(Collectors.toSet());
    }

    /** Quarkus registers a target and all that is nested inside. */
    private static boolean isRegistered(Class<?> type) {
        var targets = Set.of(
                NativeTypes.class.getAnnotation(RegisterForReflection.class).targets());
        return Stream.<Class<?>>iterate(type, outer -> outer != null, Class::getEnclosingClass)
                .anyMatch(targets::contains);
    }
}
