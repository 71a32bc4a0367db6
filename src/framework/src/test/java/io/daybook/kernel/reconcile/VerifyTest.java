package io.daybook.kernel.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.fixture.ForwardingEventScan;
import io.daybook.fixture.JobWorld;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.memory.MemoryEventScan;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.verify.StoredCommit;
import io.daybook.kernel.verify.StreamVerifier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The check of the whole book. */
final class VerifyTest {
    private final MemoryEventStore store = new MemoryEventStore();
    private final JobWorld world = new JobWorld();

    @Test
    void a_book_as_it_was_written_has_nothing_broken() {
        for (int stream = 0; stream < 10; stream++) {
            sound(3);
        }
        assertThat(verified(new MemoryEventScan(store), 3))
                .isEqualTo(Map.of("streams", 10L, "broken", List.of(), "brokenCount", 0L));
    }

    @Test
    void an_empty_book_is_sound() {
        assertThat(verified(new MemoryEventScan(store), 3))
                .isEqualTo(Map.of("streams", 0L, "broken", List.of(), "brokenCount", 0L));
    }

    @Test
    void a_chain_is_checked_across_the_pages_of_a_scan() {
        var stream = sound(500);
        var job = done(new MemoryEventScan(store), 1);
        assertThat(job.result()).isEqualTo(Map.of("streams", 1L, "broken", List.of(), "brokenCount", 0L));
        var small = new Verify(new ForwardingEventScan(new MemoryEventScan(store), 3), new StreamVerifier(store), 1);
        var worker = world.worker(small);
        var again = world.start(small);
        world.run(worker, () -> true);
        assertThat(world.job(again.id()).result()).isEqualTo(job.result());
        assertThat(world.jobs(small).find(again.id()).orElseThrow().counts())
                .isEqualTo(Map.of("streams", 1L, "commits", 500L));
        assertThat(store.all(stream)).hasSize(500);
    }

    @Test
    void what_is_broken_is_named_and_the_job_is_done_all_the_same() {
        sound(2);
        var changed = sound(1);
        store.append(Append.of(Commits.commit(changed, 2, 1)));
        var headless = Commits.newStream();
        store.append(Append.of(Commits.commit(headless, 3, 1)));
        var result = verified(new MemoryEventScan(store), 1);
        assertThat(result).containsEntry("streams", 3L).containsEntry("brokenCount", 2L);
        assertThat((List<?>) result.get("broken"))
                .isEqualTo(List.of(changed, headless).stream()
                        .sorted((one, other) -> one.toString().compareTo(other.toString()))
                        .map(stream -> Map.of(
                                "stream",
                                stream.toString(),
                                "version",
                                stream.equals(changed) ? 2L : 1L,
                                "why",
                                stream.equals(changed)
                                        ? "it does not follow the commit that is stored before it"
                                        : "it is missing: the next item has version 3"))
                        .toList());
    }

    @Test
    void at_most_100_are_shown_and_all_are_counted() {
        for (int i = 0; i < 120; i++) {
            store.append(Append.of(Commits.commit(Commits.newStream(), 1, 1)));
        }
        var result = verified(new MemoryEventScan(store), 2);
        assertThat(result).containsEntry("brokenCount", 120L);
        assertThat((List<?>) result.get("broken")).hasSize(100);
    }

    @Test
    void a_stream_that_only_the_scan_shows_in_pieces_is_not_called_broken() {
        sound(4);
        var scan = new MemoryEventScan(store);
        EventScan reversed = new ForwardingEventScan(scan, 200) {
            @Override
            public Stored stored(Part part, @Nullable String after, int itemsMax) {
                var page = super.stored(part, after, itemsMax);
                return new Stored(page.items().reversed(), page.next());
            }
        };
        assertThat(verified(reversed, 1)).isEqualTo(Map.of("streams", 1L, "broken", List.of(), "brokenCount", 0L));
    }

    @Test
    void an_item_that_is_of_no_stream_is_broken() {
        EventScan foreign = new ForwardingEventScan(new MemoryEventScan(store), 200) {
            @Override
            public Stored stored(Part part, @Nullable String after, int itemsMax) {
                return new Stored(
                        List.of(new Item("nobody's stream", new StoredCommit.Damaged(7, "no events", 10))), null);
            }
        };
        assertThat(verified(foreign, 1))
                .isEqualTo(Map.of(
                        "streams",
                        1L,
                        "broken",
                        List.of(Map.of(
                                "stream", "nobody's stream", "version", 7L, "why", "no stream can have this name")),
                        "brokenCount",
                        1L));
    }

    private Map<String, Object> verified(EventScan scan, int parts) {
        var job = done(scan, parts);
        assertThat(job.state()).isEqualTo(Job.State.DONE);
        var result = job.result();
        return result == null ? Map.of() : result;
    }

    private Job done(EventScan scan, int parts) {
        return world.done(new Verify(scan, new StreamVerifier(store), parts), JobOrder.of(JobKind.VERIFY));
    }

    private StreamName sound(int commits) {
        var stream = Commits.newStream();
        for (int version = 0; version < commits; version++) {
            store.append(Commits.expecting(stream, version, 1));
        }
        return stream;
    }
}
