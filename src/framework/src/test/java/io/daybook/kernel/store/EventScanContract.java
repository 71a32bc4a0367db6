package io.daybook.kernel.store;

import static io.daybook.fixture.Commits.commit;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.store.EventScan.Part;
import io.daybook.kernel.verify.StoredCommit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every scan of the book finds. Others may have written to it, too. */
public abstract class EventScanContract {
    private static final int STREAMS = 20;

    private final Map<StreamName, List<Commit>> written =
            new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));

    protected abstract EventStore store();

    protected abstract EventScan scan();

    @BeforeEach
    void write() {
        for (int i = 0; i < STREAMS; i++) {
            var stream = Commits.newStream();
            var commits = new ArrayList<Commit>();
            long version = 1;
            for (int count = 1; count <= 1 + i % 3; count++) {
                var commit = commit(stream, version, count);
                store().append(Append.of(commit));
                commits.add(commit);
                version += count;
            }
            written.put(stream, commits);
        }
    }

    @Test
    void all_parts_together_find_every_commit_once_and_those_of_a_stream_in_order_in_one_part() {
        for (int of : List.of(1, 3)) {
            var found = new HashMap<StreamName, List<Commit>>();
            for (int number = 0; number < of; number++) {
                var inPart = new HashMap<StreamName, List<Commit>>();
                for (var commit : commits(new Part(number, of), 200)) {
                    inPart.computeIfAbsent(commit.stream(), first -> new ArrayList<>())
                            .add(commit);
                }
                inPart.forEach((stream, commits) -> assertThat(found.put(stream, commits))
                        .as("%s is in one part", stream)
                        .isNull());
            }
            found.keySet().retainAll(written.keySet());
            assertThat(found).isEqualTo(written);
        }
    }

    @Test
    void a_scan_in_small_pages_finds_the_same_and_the_commits_of_a_stream_stand_together() {
        var small = commits(new Part(0, 1), 3);
        assertThat(small).isEqualTo(commits(new Part(0, 1), 200));
        var order = new ArrayList<StreamName>();
        for (var commit : small) {
            if (order.isEmpty() || !order.getLast().equals(commit.stream())) {
                order.add(commit.stream());
            }
        }
        assertThat(order).doesNotHaveDuplicates();
    }

    @Test
    void the_ends_of_streams_are_those_of_their_last_commits_each_once_however_small_the_pages_are() {
        var expected = new HashMap<StreamName, StreamPosition>();
        written.forEach((stream, of) -> expected.put(stream, of.getLast().end()));
        int all = all(new Part(0, 1), 200).size();
        for (int of : List.of(1, 3)) {
            for (int commitsMax : List.of(1, 2, 7, 200)) {
                var ends = new HashMap<StreamName, StreamPosition>();
                int commits = 0;
                for (int number = 0; number < of; number++) {
                    @Nullable String after = null;
                    do {
                        var page = scan().ends(new Part(number, of), after, commitsMax);
                        page.ends()
                                .forEach((stream, end) -> assertThat(ends.put(stream, end))
                                        .as("%s is in one page of %s", stream, commitsMax)
                                        .isNull());
                        commits += page.commits();
                        after = page.next();
                    } while (after != null);
                }
                assertThat(commits).isEqualTo(all);
                ends.keySet().retainAll(written.keySet());
                assertThat(ends).isEqualTo(expected);
            }
        }
    }

    @Test
    void the_stored_form_of_every_commit_is_found_in_order() {
        var found = new HashMap<String, List<StoredCommit>>();
        @Nullable String after = null;
        do {
            var page = scan().stored(new Part(0, 1), after, 7);
            page.items()
                    .forEach(item -> found.computeIfAbsent(item.stream(), first -> new ArrayList<>())
                            .add(item.commit()));
            after = page.next();
        } while (after != null);
        for (var stream : written.keySet()) {
            assertThat(found.get(stream.toString())).isEqualTo(store().readStored(stream, 0));
        }
    }

    private List<Commit> commits(Part part, int commitsMax) {
        return all(part, commitsMax).stream()
                .filter(commit -> written.containsKey(commit.stream()))
                .toList();
    }

    private List<Commit> all(Part part, int commitsMax) {
        var found = new ArrayList<Commit>();
        @Nullable String after = null;
        do {
            var page = scan().commits(part, after, commitsMax);
            assertThat(page.commits().size()).isLessThanOrEqualTo(commitsMax);
            found.addAll(page.commits());
            after = page.next();
        } while (after != null);
        return found;
    }
}
