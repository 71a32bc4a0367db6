package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.EventType;
import io.daybook.kernel.event.EventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every event that was ever stored can be read, for ever. One file holds the data of one event in one schema, and is
 * named {@code Type.schema.json}, or {@code Type.schema.variant.json} where a field may be null.
 */
final class GoldenEventsTest {
    private static final Path FILES = Path.of("src", "test", "resources", "golden", "events");
    private static final String ENDING = ".json";

    private final ObjectMapper mapper = ShopForTests.mapper();

    @Test
    void every_event_type_and_every_older_schema_of_it_has_a_golden_file() throws IOException {
        var needed = types().flatMap(
                        type -> IntStream.rangeClosed(1, type.schema()).mapToObj(schema -> type.name() + "." + schema))
                .toList();
        assertThat(files()).containsAll(needed);
    }

    @Test
    void every_golden_file_has_an_example_and_the_other_way_round() throws IOException {
        assertThat(new HashSet<>(files())).isEqualTo(GoldenExamples.BY_FILE.keySet());
    }

    @TestFactory
    Stream<DynamicTest> golden_files_are_read() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file,
                        () -> assertThat(codecOf(file).decode(stored(file)))
                                .isEqualTo(List.of(GoldenExamples.BY_FILE.get(file)))));
    }

    @TestFactory
    Stream<DynamicTest> events_of_the_newest_schema_are_still_written_like_their_golden_file() throws IOException {
        return files().stream()
                .filter(file -> types().anyMatch(
                                type -> type.name().equals(stored(file).type())
                                        && type.schema() == stored(file).schema()))
                .map(file -> DynamicTest.dynamicTest(file, () -> assertWrittenAlike(file)));
    }

    private void assertWrittenAlike(String file) throws IOException {
        var stored = stored(file);
        var written = codecOf(file).encode(stored.id(), GoldenExamples.BY_FILE.get(file));
        assertThat(written.type()).isEqualTo(stored.type());
        assertThat(written.schema()).isEqualTo(stored.schema());
        assertThat(mapper.readTree(written.data())).isEqualTo(mapper.readTree(stored.data()));
    }

    /** Of the category whose events or upcasters know this type and schema. */
    private EventCodec<Object> codecOf(String file) {
        var stored = stored(file);
        return ShopForTests.CATALOG.aggregates().stream()
                .map(aggregate -> aggregate.category().events())
                .filter(events -> events.named(stored.type()).isPresent()
                        || events.upcaster(stored.type(), stored.schema()).isPresent())
                .findFirst()
                .map(this::codec)
                .orElseThrow(() -> new AssertionError("nothing in the catalog reads " + file));
    }

    /** The test knows an event's class only when it runs. */
    @SuppressWarnings("unchecked")
    private EventCodec<Object> codec(EventTypes<?> events) {
        return new JacksonEventCodec<>((EventTypes<Object>) events, mapper);
    }

    private static Stream<EventType<?>> types() {
        return ShopForTests.CATALOG.aggregates().stream()
                .flatMap(aggregate -> aggregate.category().events().all().stream());
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
            var data = Files.readString(FILES.resolve(file + ENDING)).strip();
            return new EncodedEvent("golden", parts[0], Integer.parseInt(parts[1]), data);
        } catch (IOException e) {
            throw new AssertionError("the golden file " + file + " cannot be read", e);
        }
    }
}
