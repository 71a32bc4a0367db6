package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.adapter.json.command.CommandReader;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.store.StateCodec;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import io.daybook.runtime.check.CatalogCheck;
import io.daybook.runtime.check.TemplateCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests everything about a catalog that can be known before it is deployed, with one line:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> the_application_holds_together() {
 *     return CatalogChecks.of(new AppCatalog(), Path.of("template.yaml"));
 * }
 * }</pre>
 *
 * <p>Values of each command, event, state and row are made, written as JSON and read again. A type whose constructor
 * refuses all of these values is skipped; its own tests have better ones.
 */
public final class CatalogChecks {
    private final ObjectMapper mapper;
    private final Samples samples;
    private final List<DynamicTest> tests = new ArrayList<>();

    private CatalogChecks(Catalog catalog) {
        this.mapper = Json.mapper(catalog.scalars());
        this.samples = new Samples(catalog.scalars());
    }

    /** @param template which must have the tables, permissions, routes and event sources that the catalog needs */
    public static Stream<DynamicTest> of(Catalog catalog, Path template) {
        var checks = new CatalogChecks(catalog);
        checks.none("names, types and defaults", CatalogCheck.defects(catalog));
        checks.none("META-INF/services", CatalogCheck.service(catalog));
        checks.none(
                template.toString(),
                TemplateCheck.defects(catalog, parsed(template).root()));
        catalog.aggregates().forEach(aggregate -> checks.add(aggregate.category()));
        catalog.readModels().forEach(checks::add);
        catalog.tallies().forEach(checks::add);
        catalog.sagas().forEach(checks::add);
        return checks.tests.stream();
    }

    private void none(String name, List<String> defects) {
        tests.add(
                DynamicTest.dynamicTest(name, () -> assertThat(defects).as(name).isEmpty()));
    }

    private <C, S, E> void add(Category<C, S, E> category) {
        var commands = new CommandReader(mapper);
        for (var type : category.commands()) {
            samples(
                    type.javaType(),
                    sample -> assertThat(commands.read(type, commands.write(sample)))
                            .isEqualTo(new CommandReader.Read.Valid<>(sample)));
        }
        var codec = new JacksonEventCodec<>(category.events(), mapper);
        for (EventType<E> type : category.events().all()) {
            samples(
                    type.javaType(),
                    sample -> assertThat(codec.decode(codec.encode("sample", sample)))
                            .isEqualTo(List.of(sample)));
        }
        add(category.stateType(), new JacksonStateCodec<>(category.stateType(), mapper));
    }

    private <R> void add(ReadModel<?, R> model) {
        var rows = model.projection().rowType();
        add(rows, JacksonStateCodec.ofRows(rows, mapper));
    }

    private <R> void add(TallyModel<?, R> model) {
        var rows = model.tally().rowType();
        add(rows, JacksonStateCodec.ofRows(rows, mapper));
    }

    private <S> void add(Saga<S> saga) {
        add(saga.stateType(), JacksonStateCodec.ofSagas(saga.stateType(), mapper));
    }

    private <T> void add(Class<T> type, StateCodec<T> codec) {
        samples(type, sample -> assertThat(codec.decode(codec.encode(sample))).isEqualTo(sample));
    }

    private <T> void samples(Class<T> type, Check<T> check) {
        tests.add(DynamicTest.dynamicTest(type.getName(), () -> {
            for (var sample : samples.of(type)) {
                check.of(sample);
            }
        }));
    }

    private interface Check<T> {
        void of(T sample);
    }

    private static CloudTemplate parsed(Path template) {
        try {
            return CloudTemplate.parse(Files.readString(template));
        } catch (IOException e) {
            throw new AssertionError("the template " + template + " cannot be read", e);
        }
    }
}
