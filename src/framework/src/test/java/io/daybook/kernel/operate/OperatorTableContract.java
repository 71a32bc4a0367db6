package io.daybook.kernel.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.StreamName;
import io.daybook.testtools.Race;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of operators' decisions, wherever it is kept. */
public abstract class OperatorTableContract {
    private static final Instant START = Instant.parse("2001-02-03T04:05:06.789Z");

    private final String consumer = "c-" + UUID.randomUUID();
    private final StreamName stream = Commits.newStream();

    protected abstract OperatorTable operators();

    @AfterEach
    void nobody_stays_paused() {
        mine().keySet().forEach(operators()::resume);
    }

    @Test
    void a_consumer_that_is_paused_is_shown_until_it_is_resumed() {
        assertThat(mine()).isEmpty();
        var pause = new Pause("an \"outage\": é \uD83D\uDE00", "arn:aws:iam::1:user/ada", START);
        operators().pause(consumer, pause);
        operators().pause(consumer + "2", new Pause("too", "ben", START.plusSeconds(1)));
        assertThat(mine())
                .isEqualTo(Map.of(consumer, pause, consumer + "2", new Pause("too", "ben", START.plusSeconds(1))));
        operators().resume(consumer);
        assertThat(mine()).containsOnlyKeys(consumer + "2");
    }

    @Test
    void a_pause_that_is_repeated_stays_the_first() {
        var first = new Pause("first", "ada", START);
        operators().pause(consumer, first);
        operators().pause(consumer, new Pause("second", "ben", START.plusSeconds(1)));
        assertThat(mine()).isEqualTo(Map.of(consumer, first));
    }

    @Test
    void a_consumer_that_is_not_paused_can_be_resumed() {
        operators().resume(consumer);
        assertThat(mine()).isEmpty();
    }

    @Test
    void sixteen_who_pause_at_once_pause_all() {
        var names = Race.of(16, runner -> {
            var name = consumer + "-" + runner;
            operators().pause(name, new Pause("why", "ada", START));
            return name;
        });
        assertThat(mine()).containsOnlyKeys(names);
    }

    @Test
    void an_event_is_skipped_for_one_consumer_and_at_one_version() {
        var skip = skip(7, 1);
        assertThat(operators().skipped(consumer, stream, 7)).isEmpty();
        assertThat(operators().skip(skip)).isEqualTo(skip);
        assertThat(operators().skipped(consumer, stream, 7)).contains(skip);
        assertThat(operators().skipped(consumer, stream, 8)).isEmpty();
        assertThat(operators().skipped(consumer + "2", stream, 7)).isEmpty();
        assertThat(operators().skipped(consumer, Commits.newStream(), 7)).isEmpty();
    }

    @Test
    void a_skip_that_is_repeated_stays_the_first() {
        var first = skip(7, 1);
        operators().skip(first);
        assertThat(operators().skip(new Skip(consumer, stream, 7, "again", "ben", START.plusSeconds(9))))
                .isEqualTo(first);
        assertThat(operators().skipped(consumer, stream, 7)).contains(first);
        assertThat(skips(3)).containsExactly(first);
    }

    @Test
    void what_is_skipped_is_told_with_who_is_paused() {
        operators().skip(skip(7, 1));
        operators().pause(consumer, new Pause("why", "ada", START));
        operators().skip(skip(9, 1));
        operators().skip(skip(9, 2));
        operators().resume(consumer);
        assertThat(told())
                .isEqualTo(Set.of(new Decisions.Event(consumer, stream, 7), new Decisions.Event(consumer, stream, 9)));
    }

    @Test
    void sixteen_who_skip_at_once_skip_each_its_event() {
        var events = Race.of(16, runner -> {
            operators().skip(skip(runner + 1L, 1));
            return new Decisions.Event(consumer, stream, runner + 1L);
        });
        assertThat(told()).isEqualTo(Set.copyOf(events));
        assertThat(skips(7)).hasSize(16);
    }

    @Test
    void sixteen_who_skip_the_same_event_are_told_the_same() {
        var skips =
                Race.of(16, runner -> operators().skip(new Skip(consumer, stream, 7, "why", "by " + runner, START)));
        assertThat(Set.copyOf(skips)).hasSize(1);
        assertThat(skips(7)).containsExactly(skips.getFirst());
    }

    @Test
    void skips_are_listed_in_pages_each_exactly_once_and_the_first_one_first() {
        var skips = IntStream.rangeClosed(1, 25)
                .mapToObj(version -> skip(version, version))
                .toList();
        skips.reversed().forEach(operators()::skip);
        assertThat(skips(7)).isEqualTo(skips);
        assertThat(skips(OperatorTable.PAGE_MAX)).isEqualTo(skips);
    }

    @Test
    void the_audit_trail_is_listed_in_pages_newest_first() {
        var entries = IntStream.rangeClosed(1, 25)
                .mapToObj(second -> entry(second, second % 2 == 0 ? null : "because"))
                .toList();
        entries.forEach(operators()::record);
        assertThat(audit(7)).isEqualTo(entries.reversed());
        assertThat(audit(OperatorTable.PAGE_MAX)).isEqualTo(entries.reversed());
    }

    @Test
    void entries_of_the_same_moment_are_all_kept_and_one_that_is_repeated_is_kept_once() {
        var one = entry(1, "because");
        var two = entry(1, "because");
        List.of(one, two, one).forEach(operators()::record);
        assertThat(audit(1)).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void a_page_must_have_a_size_within_the_limit() {
        for (int limit : List.of(0, OperatorTable.PAGE_MAX + 1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> operators().skips(null, limit));
            assertThatIllegalArgumentException().isThrownBy(() -> operators().audit(null, limit));
        }
    }

    private Skip skip(long version, int seconds) {
        return new Skip(consumer, stream, version, "cannot be mended", "ada", START.plusSeconds(seconds));
    }

    private AuditEntry entry(int seconds, @Nullable String reason) {
        return new AuditEntry(
                UUID.randomUUID().toString(), START.plusSeconds(seconds), "ada", "pause", consumer, reason);
    }

    private Map<String, Pause> mine() {
        return operators().paused().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(consumer))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Set<Decisions.Event> told() {
        return operators().decisions().skipped().stream()
                .filter(event -> event.consumer().equals(consumer))
                .collect(Collectors.toSet());
    }

    private List<Skip> skips(int limit) {
        return all(
                after -> operators().skips(after, limit),
                skip -> skip.consumer().equals(consumer));
    }

    private List<AuditEntry> audit(int limit) {
        return all(
                after -> operators().audit(after, limit),
                entry -> entry.target().equals(consumer));
    }

    private interface Pages<T> {
        OperatorTable.Page<T> after(@Nullable String after);
    }

    private static <T> List<T> all(Pages<T> pages, Predicate<T> isMine) {
        var all = new ArrayList<T>();
        @Nullable String after = null;
        do {
            var page = pages.after(after);
            page.items().stream().filter(isMine).forEach(all::add);
            after = page.next();
        } while (after != null);
        return all;
    }
}
