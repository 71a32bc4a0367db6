package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code given(events).then(row)} for any projection. The event of version n is recorded n seconds after
 * {@link #at at(0)}:
 *
 * <pre>{@code
 * private final ViewSpec<NoteEvent, Note> view = new ViewSpec<>(new NoteView(), "note-n1");
 *
 * @Test
 * void a_note_is_found_by_its_tags() {
 *     view.given(new Written("hello"), new Tagged(List.of("a", "b")))
 *             .then(new Note("hello", List.of("a", "b"), ViewSpec.at(2)))
 *             .thenFoundBy("tag", "a", "b");
 * }
 * }</pre>
 */
public final class ViewSpec<E, R> {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private final Projection<E, R> projection;
    private final StreamName stream;

    public ViewSpec(Projection<E, R> projection, String stream) {
        this.projection = projection;
        this.stream = StreamName.parse(stream);
    }

    public static Instant at(long version) {
        return START.plusSeconds(version);
    }

    @SafeVarargs
    public final Then given(E... events) {
        return new Then(after(events));
    }

    @SafeVarargs
    public final @Nullable R after(E... events) {
        return after(List.of(events));
    }

    public @Nullable R after(List<? extends E> events) {
        @Nullable R row = null;
        long version = 0;
        for (var event : events) {
            version++;
            row = projection.evolve(row, recorded(stream, version, event));
        }
        return row;
    }

    static <E> Recorded<E> recorded(StreamName stream, long version, E event) {
        var metadata = new EventMetadata("c" + version, "r", "c" + version, null, at(version), "test-1");
        return new Recorded<>(stream, version, "e" + version, event, metadata);
    }

    /** The row after all events, and the keys by which it is found. */
    public final class Then {
        private final @Nullable R row;

        private Then(@Nullable R row) {
            this.row = row;
        }

        public Then then(R expected) {
            assertThat(row).isEqualTo(expected);
            return this;
        }

        /** Expects that there is no row, or none any more. */
        public void thenNothing() {
            assertThat(row).isNull();
        }

        /** Expects that exactly these values of a lookup's parameter find the row. */
        public Then thenFoundBy(String parameter, String... values) {
            assertThat(keys(parameter)).extracting(Lookup.Key::value).containsExactlyInAnyOrder(values);
            return this;
        }

        /** Expects what the row is sorted by in the lists of a lookup. */
        public Then thenSortedBy(String parameter, String... sorts) {
            assertThat(keys(parameter)).extracting(Lookup.Key::sort).containsExactlyInAnyOrder(sorts);
            return this;
        }

        private List<Lookup.Key> keys(String parameter) {
            var lookup = projection.lookups().stream()
                    .filter(one -> one.parameter().name().equals(parameter))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(projection.name() + " has no lookup " + parameter));
            return lookup.found().apply(Objects.requireNonNull(row));
        }
    }
}
