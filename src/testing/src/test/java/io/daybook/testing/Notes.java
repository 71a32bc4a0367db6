package io.daybook.testing;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notes, with a projection of one stream and one of many. */
final class Notes {
    private static final Category<Object, Object, Event> CATEGORY =
            new Category<>("note", new NoRules(), List.of(), EventTypes.of(), Object.class, 1);

    private Notes() {}

    /** The key of a sum; all are of one day. */
    static TallyKey key(String sum) {
        return new TallyKey(LocalDate.EPOCH, sum);
    }

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
        record Written(String text) implements Event {}

        record Tagged(List<String> tags) implements Event {}

        record Erased() implements Event {}

        /** Adds to no sum. */
        record Seen() implements Event {}

        /** Adds to these sums. */
        record Counted(List<String> sums, long amount) implements Event {}
    }

    /** The row of a note. */
    record Note(String text, List<String> tags, int events) {
        private Note with(List<String> otherTags) {
            return new Note(text, otherTags, events + 1);
        }
    }

    /** A row of sums. */
    record Sum(long amount, long times) {}

    /** A note, found by its text and by each of its tags. */
    record View() implements Projection<Event, Note> {
        @Override
        public String name() {
            return "notes";
        }

        @Override
        public @Nullable Note evolve(@Nullable Note row, Recorded<Event> recorded) {
            if (recorded.event() instanceof Event.Written(var text)) {
                return row == null ? new Note(text, List.of(), 1) : new Note(text, row.tags(), row.events() + 1);
            }
            if (row == null) {
                return null;
            }
            return switch (recorded.event()) {
                case Event.Written _ -> row;
                case Event.Tagged(var tags) -> row.with(tags);
                case Event.Erased() -> null;
                case Event.Seen _, Event.Counted _ -> row.with(row.tags());
            };
        }

        @Override
        public Category<?, ?, Event> follows() {
            return CATEGORY;
        }

        @Override
        public Class<Note> rowType() {
            return Note.class;
        }

        @Override
        public List<Lookup<Note>> lookups() {
            return List.of(
                    Lookup.by("text", Note::text).sortedBy(note -> "%03d".formatted(note.events())),
                    Lookup.byEach("tag", Note::tags));
        }
    }

    /** What was counted. */
    record Sums() implements Tally<Event, Sum> {
        @Override
        public String name() {
            return "sums";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return CATEGORY;
        }

        @Override
        public Class<Sum> rowType() {
            return Sum.class;
        }

        @Override
        public Map<TallyKey, Sum> shares(Recorded<Event> recorded) {
            return recorded.event() instanceof Event.Counted(var sums, var amount)
                    ? sums.stream().collect(Collectors.toMap(Notes::key, sum -> new Sum(amount, 1)))
                    : Map.of();
        }

        @Override
        public Sum merge(Sum one, Sum other) {
            return new Sum(one.amount() + other.amount(), one.times() + other.times());
        }
    }
}
