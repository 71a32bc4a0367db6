package io.daybook.testing;

import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.kernel.project.Projection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notes, with a projection of one stream and one of many. */
final class Notes {
    private Notes() {}

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
        public List<IndexKey> keys(Note row) {
            return List.of(IndexKey.of("lookup", "text", row.text()));
        }

        @Override
        public Set<IndexKey> entries(Note row) {
            return row.tags().stream()
                    .map(tag -> IndexKey.of("lookup", "tag", tag))
                    .collect(Collectors.toSet());
        }
    }

    /** What was counted. */
    record Sums() implements MultiStreamProjection<Event, Sum> {
        @Override
        public String name() {
            return "sums";
        }

        @Override
        public Map<String, Sum> shares(Recorded<Event> recorded) {
            return recorded.event() instanceof Event.Counted(var sums, var amount)
                    ? sums.stream().collect(Collectors.toMap(Function.identity(), sum -> new Sum(amount, 1)))
                    : Map.of();
        }

        @Override
        public Sum merge(Sum one, Sum other) {
            return new Sum(one.amount() + other.amount(), one.times() + other.times());
        }
    }
}
