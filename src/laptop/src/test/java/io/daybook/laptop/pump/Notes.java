package io.daybook.laptop.pump;

import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.EventType;
import io.daybook.kernel.event.EventTypes;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StateCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small category with a projection of one stream and one of many, for what the pump delivers. */
final class Notes {
    static final String CATEGORY = "note";
    static final String INDEX = "lookup";
    static final EventCodec<Event> EVENTS = new JacksonEventCodec<>(Event.TYPES, Json.mapper(List.of()));
    static final StateCodec<Note> ROWS = new JacksonStateCodec<>(Note.class, Json.mapper(List.of()));
    static final StateCodec<Tally> TALLIES = new JacksonStateCodec<>(Tally.class, Json.mapper(List.of()));

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    private Notes() {}

    /** What happens to a note. */
    sealed interface Event {
        EventTypes<Event> TYPES = EventTypes.of(
                new EventType<>("Written", 1, Written.class),
                new EventType<>("Tagged", 1, Tagged.class),
                new EventType<>("Erased", 1, Erased.class),
                new EventType<>("Seen", 1, Seen.class),
                new EventType<>("Counted", 1, Counted.class));

        record Written(String text) implements Event {}

        record Tagged(List<String> tags) implements Event {}

        /** The note is gone, until it is written again. */
        record Erased() implements Event {}

        /** Adds nothing to any tally. */
        record Seen() implements Event {}

        /** Adds to these rows of a tally. */
        record Counted(List<String> rows, long amount) implements Event {}
    }

    /** The row of a note. */
    record Note(String text, List<String> tags, int events) {}

    /** A row of sums. */
    record Tally(long amount, long times) {}

    /** A note, found by its text and by each of its tags. */
    record View(String name) implements Projection<Event, Note> {
        @Override
        public @Nullable Note evolve(@Nullable Note row, Recorded<Event> recorded) {
            return switch (recorded.event()) {
                case Event.Written(var text) ->
                    row == null ? new Note(text, List.of(), 1) : new Note(text, row.tags(), row.events() + 1);
                case Event.Tagged(var tags) -> row == null ? null : new Note(row.text(), tags, row.events() + 1);
                case Event.Erased() -> null;
                case Event.Seen seen -> another(row);
                case Event.Counted counted -> another(row);
            };
        }

        private static @Nullable Note another(@Nullable Note row) {
            return row == null ? null : new Note(row.text(), row.tags(), row.events() + 1);
        }

        @Override
        public List<IndexKey> keys(Note row) {
            return List.of(IndexKey.of(INDEX, "text", row.text()));
        }

        @Override
        public Set<IndexKey> entries(Note row) {
            return row.tags().stream()
                    .map(tag -> IndexKey.of(INDEX, "tag", tag))
                    .collect(Collectors.toSet());
        }
    }

    /** What was counted, by row. */
    record Sums(String name, int parts) implements MultiStreamProjection<Event, Tally> {
        @Override
        public Map<String, Tally> shares(Recorded<Event> recorded) {
            return recorded.event() instanceof Event.Counted(var rows, var amount)
                    ? rows.stream().collect(Collectors.toMap(Function.identity(), row -> new Tally(amount, 1)))
                    : Map.of();
        }

        @Override
        public Tally merge(Tally one, Tally other) {
            return new Tally(one.amount() + other.amount(), one.times() + other.times());
        }

        @Override
        public List<IndexKey> keys(Tally row) {
            return List.of(IndexKey.of(INDEX, "times", "%06d".formatted(row.times())));
        }
    }

    /** A note that no other test uses. */
    static StreamName newStream() {
        return new StreamName(CATEGORY, UUID.randomUUID().toString());
    }

    static Commit commit(StreamName stream, long firstVersion, List<? extends Event> events) {
        var encoded = events.stream()
                .map(event -> EVENTS.encode(UUID.randomUUID().toString(), event))
                .toList();
        var commandId = UUID.randomUUID().toString();
        var metadata = new EventMetadata(commandId, commandId, commandId, null, AT);
        return new Commit(stream, firstVersion, encoded, metadata);
    }

    /** Appends one commit behind the last. */
    static Commit append(EventStore store, StreamName stream, Event... events) {
        long end = store.last(stream).map(Commit::lastVersion).orElse(0L);
        var commit = commit(stream, end + 1, List.of(events));
        if (!(store.append(Append.of(commit)) instanceof AppendResult.Appended)) {
            throw new IllegalStateException("another writer appends to " + stream);
        }
        return commit;
    }

    static Stream<Recorded<Event>> recorded(List<Commit> commits) {
        return commits.stream().flatMap(commit -> EVENTS.decode(commit).stream());
    }
}
