package io.daybook.laptop.pump;

import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StateCodec;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.laptop.Commits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small category with a projection of one stream and one of many, for what the pump delivers. */
final class Notes {
    static final String CATEGORY = "note";
    static final String INDEX = "lookup";
    static final EventCodec<Event> EVENTS = new JacksonEventCodec<>(Event.TYPES, Json.mapper(List.of()));
    static final StateCodec<Note> ROWS = new JacksonStateCodec<>(Note.class, Json.mapper(List.of()));
    static final StateCodec<Sum> TALLIES = new JacksonStateCodec<>(Sum.class, Json.mapper(List.of()));

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    private static final Category<Object, Object, Event> KIND =
            new Category<>(CATEGORY, new NoRules(), List.of(), Event.TYPES, Object.class, 1);

    private Notes() {}

    /** Notes are written by tests, not by commands. */
    private static final class NoRules implements Decider<Object, Object, Event> {
        @Override
        public Object initial() {
            return "";
        }

        @Override
        public Decision<Event> decide(Object command, Object state) {
            return Decision.accept();
        }

        @Override
        public Object evolve(Object state, Event event) {
            return state;
        }
    }

    /** What happens to a note. */
    sealed interface Event {
        EventTypes<Event> TYPES = EventTypes.of(
                EventType.of("Written", Written.class),
                EventType.of("Tagged", Tagged.class),
                EventType.of("Erased", Erased.class),
                EventType.of("Seen", Seen.class),
                EventType.of("Counted", Counted.class));

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
    record Sum(long amount, long times) {}

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
        public Category<?, ?, Event> follows() {
            return KIND;
        }

        @Override
        public Class<Note> rowType() {
            return Note.class;
        }

        @Override
        public List<Lookup<Note>> lookups() {
            return List.of(
                    Lookup.<Note>by("text", note -> "text").sortedBy(Note::text), Lookup.byWords("tag", Note::tags));
        }
    }

    /** What was counted, by row. */
    record Sums(String name, boolean spread) implements Tally<Event, Sum> {
        @Override
        public Map<TallyKey, Sum> shares(Recorded<Event> recorded) {
            return recorded.event() instanceof Event.Counted(var rows, var amount)
                    ? rows.stream().collect(Collectors.toMap(Notes::key, row -> new Sum(amount, 1)))
                    : Map.of();
        }

        @Override
        public Sum merge(Sum one, Sum other) {
            return new Sum(one.amount() + other.amount(), one.times() + other.times());
        }

        @Override
        public Category<?, ?, Event> follows() {
            return KIND;
        }

        @Override
        public Class<Sum> rowType() {
            return Sum.class;
        }
    }

    /** The key of a row of sums; all are of one day. */
    static TallyKey key(String row) {
        return new TallyKey(LocalDate.EPOCH, row);
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
        var metadata = new EventMetadata(commandId, commandId, commandId, null, AT, "test-1");
        return Commits.commit(stream, firstVersion, encoded, metadata);
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
