package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.runtime.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every event that was ever stored can still be read. For each event and schema there is a file
 * {@code Name.schema.json}, or {@code Name.schema.anything.json}, in {@code src/test/resources/golden/events}. Files
 * are added and never changed.
 *
 * <pre>{@code
 * class GoldenEventsTest extends GoldenEventsContract {
 *     protected Catalog catalog() { return new AppCatalog(); }
 *     protected Map<String, Object> examples() { return Map.of("TaskAdded.1", new TaskAdded("Write", "ada")); }
 * }
 * }</pre>
 */
public abstract class GoldenEventsContract {
    private static final Path FILES = Path.of("src", "test", "resources", "golden", "events");
    private static final String ENDING = ".json";

    private final ObjectMapper mapper = Json.mapper(catalog().scalars());

    /** The catalog that has the events. */
    protected abstract Catalog catalog();

    /** The event that each file is read as, by the file's name without {@code .json}. */
    protected abstract Map<String, Object> examples();

    @Test
    void every_event_type_and_every_older_schema_of_it_has_a_golden_file() throws IOException {
        var needed = types().flatMap(
                        type -> IntStream.rangeClosed(1, type.schema()).mapToObj(schema -> type.name() + "." + schema))
                .toList();
        assertThat(files()).containsAll(needed);
    }

    @Test
    void every_golden_file_has_an_example_and_the_other_way_round() throws IOException {
        assertThat(new HashSet<>(files())).isEqualTo(examples().keySet());
    }

    @TestFactory
    Stream<DynamicTest> golden_files_are_read() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file + ENDING + " is read",
                        () -> assertThat(codecOf(file).decode(stored(file)))
                                .as(file + ENDING)
                                .isEqualTo(List.of(example(file)))));
    }

    @TestFactory
    Stream<DynamicTest> events_of_the_newest_schema_are_still_written_like_their_golden_file() throws IOException {
        return files().stream()
                .filter(file -> types().anyMatch(
                                type -> type.name().equals(stored(file).type())
                                        && type.schema() == stored(file).schema()))
                .map(file -> DynamicTest.dynamicTest(file + ENDING + " is written", () -> assertWrittenAlike(file)));
    }

    private void assertWrittenAlike(String file) throws IOException {
        var stored = stored(file);
        var written = codecOf(file).encode(stored.id(), example(file));
        assertThat(written.type()).as(file + ENDING).isEqualTo(stored.type());
        assertThat(written.schema()).as(file + ENDING).isEqualTo(stored.schema());
        assertThat(mapper.readTree(written.data())).as(file + ENDING).isEqualTo(mapper.readTree(stored.data()));
    }

    private Object example(String file) {
        var example = examples().get(file);
        if (example == null) {
            throw new AssertionError("there is no example of " + file);
        }
        return example;
    }

    /** The codec of the category whose events or upcasters know this type and schema. */
    private EventCodec<Object> codecOf(String file) {
        var stored = stored(file);
        return events().filter(events -> events.named(stored.type()).isPresent()
                        || events.upcaster(stored.type(), stored.schema()).isPresent())
                .findFirst()
                .map(this::codec)
                .orElseThrow(() -> new AssertionError("nothing in the catalog reads " + file));
    }

    /** The test does not know an event's class before it runs. */
    @SuppressWarnings("unchecked")
    private EventCodec<Object> codec(EventTypes<?> events) {
        return new JacksonEventCodec<>((EventTypes<Object>) events, mapper);
    }

    private Stream<? extends EventTypes<?>> events() {
        return catalog().aggregates().stream()
                .map(aggregate -> aggregate.category().events());
    }

    private Stream<EventType<?>> types() {
        return events().flatMap(events -> events.all().stream());
    }

    private static List<String> files() throws IOException {
        try (var paths = Files.list(FILES)) {
            return paths.map(path -> path.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    private static EncodedEvent stored(String file) {
        var parts = file.split("\\.", 3);
        try {
            // A text file ends with a line break, which is not part of the data.
            var data = Files.readString(FILES.resolve(file + ENDING)).strip();
            return new EncodedEvent("golden", parts[0], Integer.parseInt(parts[1]), data);
        } catch (IOException e) {
            throw new AssertionError("the golden file " + file + " cannot be read", e);
        }
    }
}
