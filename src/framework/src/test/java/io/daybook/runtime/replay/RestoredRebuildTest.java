package io.daybook.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.job.Job;
import io.daybook.kernel.memory.MemoryGenerationTable;
import io.daybook.kernel.memory.MemoryJobTable;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.store.Append;
import io.daybook.models.wallet.Wallet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The event table is restored to an earlier moment while a generation is built. */
class RestoredRebuildTest {
    private final MemoryReadTables tables = new MemoryReadTables();
    private final MemoryGenerationTable generations = new MemoryGenerationTable();
    private final MemoryJobTable jobs = new MemoryJobTable();
    private final ReplayWorld before = ReplayWorld.inMemory(tables, generations, jobs);

    /** Two wallets of two events; the second version is being built, and has scanned them. */
    private Job scanned() {
        before.new Release("one", 1, false).generations.look();
        var two = before.new Release("two", 2, false);
        for (var id : List.of("a", "b")) {
            two.post("/wallets/" + id + "/open", "{\"owner\":\"Ada\",\"content\":1}");
            two.post("/wallets/" + id + "/fill", "{\"amount\":2}");
        }
        two.runFor(Duration.ofMinutes(1));
        assertThat(states(two)).containsExactly("1 served", "2 building");
        return job();
    }

    private Job job() {
        return jobs.list(null, 10).jobs().stream()
                .filter(job -> "versions".equals(job.order().projection()))
                .filter(job -> "2".equals(job.order().generation()))
                .reduce((newer, older) -> older)
                .orElseThrow();
    }

    private static List<String> states(ReplayWorld.Release release) {
        return release.generations.look().of("versions").orElseThrow().generations().stream()
                .map(generation -> generation.id() + " " + generation.state().word())
                .toList();
    }

    /** All tables as they are, except that the wallet a has lost its second event. */
    private ReplayWorld restored() {
        var after = ReplayWorld.inMemory(tables, generations, jobs);
        after.now = before.now;
        for (var id : List.of("a", "b")) {
            before.store.all(Wallet.CATEGORY.stream(id)).stream()
                    .limit(id.equals("a") ? 1 : 2)
                    .forEach(commit -> after.store.append(Append.of(commit)));
        }
        return after;
    }

    @Test
    void a_generation_that_has_applied_more_than_there_is_is_not_served_and_removed_after_an_hour() {
        var job = scanned();
        var two = restored().new Release("two", 2, false);
        two.runFor(ReplayWorld.SETTLE.plusMinutes(10));
        assertThat(states(two)).containsExactly("1 served", "2 building");
        two.runFor(ReplayWorld.KEEP);
        assertThat(jobs.find(job.id()).map(Job::error))
                .contains("1 streams hold it up, such as wallet-a at version 1: more was applied than is stored");
        assertThat(states(two)).doesNotContain("2 building", "2 served");
    }

    @Test
    void another_event_in_the_place_of_one_that_was_applied_keeps_a_generation_from_being_served() {
        var job = scanned();
        var after = restored();
        var two = after.new Release("two", 2, false);
        two.post("/wallets/a/fill", "{\"amount\":9}");
        two.runFor(ReplayWorld.SETTLE.plusMinutes(10));
        assertThat(states(two)).containsExactly("1 served", "2 building");
        two.runFor(ReplayWorld.KEEP);
        assertThat(jobs.find(job.id()).map(Job::error))
                .contains(
                        "1 streams hold it up, such as wallet-a at version 2: what was applied is not what is stored");
    }

    @Test
    void a_longer_history_than_the_one_that_was_applied_keeps_a_generation_from_being_served() {
        var job = scanned();
        var two = restored().new Release("two", 2, false);
        two.post("/wallets/a/fill", "{\"amount\":9}");
        two.post("/wallets/a/fill", "{\"amount\":9}");
        two.runFor(ReplayWorld.SETTLE.plusMinutes(10));
        assertThat(states(two)).containsExactly("1 served", "2 building");
        two.runFor(ReplayWorld.KEEP);
        assertThat(jobs.find(job.id()).map(Job::error).orElseThrow())
                .startsWith("1 streams hold it up, such as wallet-a at version 3: ")
                .contains("fork: ");
    }

    @Test
    void what_is_found_only_in_the_last_pass_fails_the_job_and_is_served_all_the_same() {
        var job = scanned();
        var two = before.new Release("two", 2, false);
        for (int i = 0; i < 30 && !states(two).contains("2 served"); i++) {
            two.runFor(Duration.ofMinutes(1));
        }
        var later = restored().new Release("two", 2, false);
        later.runFor(ReplayWorld.SETTLE.plusMinutes(10));
        assertThat(jobs.find(job.id()).map(Job::error))
                .contains("it is served, but 1 streams have another history there than in the event table, such as "
                        + "wallet-a at version 1: more was applied than is stored");
        assertThat(states(later)).containsExactly("1 served", "2 served");
    }

    @Test
    void a_new_build_after_that_has_only_what_is_stored() {
        scanned();
        var two = restored().new Release("two", 2, false);
        two.runFor(ReplayWorld.KEEP.plusMinutes(30));
        var _ = two.rebuilds.rebuild(two.editions.getFirst(), new Rebuilds.Wish(false, null, false));
        two.runFor(ReplayWorld.SETTLE.multipliedBy(3));
        assertThat(two.get("/versions/a").json().path("events").asInt()).isEqualTo(1);
        assertThat(two.get("/versions/b").json().path("events").asInt()).isEqualTo(2);
    }
}
