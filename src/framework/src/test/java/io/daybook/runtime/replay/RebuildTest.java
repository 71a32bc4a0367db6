package io.daybook.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.memory.MemoryGenerationTable;
import io.daybook.kernel.memory.MemoryJobTable;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.replay.Rebuilds.Started;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.ReadTables.Place;
import io.daybook.models.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RebuildTest {
    private final MemoryReadTables tables = new MemoryReadTables();
    private final ReplayWorld world = ReplayWorld.inMemory(tables, new MemoryGenerationTable(), new MemoryJobTable());

    private ReplayWorld.Release release(String name, int version, boolean listsFormer) {
        return world.new Release(name, version, listsFormer);
    }

    private Map<StreamName, List<Commit>> everything() {
        var all = new HashMap<StreamName, List<Commit>>();
        world.store.streams().forEach(stream -> all.put(stream, world.store.all(stream)));
        return all;
    }

    private void threeWallets(ReplayWorld.Release release) {
        release.generations.look();
        for (var id : List.of("a", "b", "c")) {
            release.post("/wallets/" + id + "/open", "{\"owner\":\"Ada\",\"content\":1}");
            release.post("/wallets/" + id + "/fill", "{\"amount\":2}");
        }
    }

    private static List<String> states(ReplayWorld.Release release, String projection) {
        return release.generations.look().of(projection).orElseThrow().generations().stream()
                .map(generation -> generation.id() + " " + generation.projectionVersion() + " "
                        + generation.state().word())
                .toList();
    }

    private static Rebuilds.Wish wish(@Nullable Instant asOf) {
        return new Rebuilds.Wish(false, asOf, false);
    }

    private static Job begun(Started started) {
        return ((Started.Begun) started).job();
    }

    @Test
    void on_an_empty_book_the_first_generation_is_served_at_once() {
        var one = release("one", 1, false);
        threeWallets(one);
        one.deliver(everything());
        assertThat(states(one, "versions")).containsExactly("1 1 served");
        assertThat(one.get("/versions/a").text()).isEqualTo("{\"walletId\":\"a\",\"events\":2,\"fillings\":1}");
        assertThat(one.get("/analytics/weights").text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"weight\":6}],\"next\":null}");
    }

    @Test
    void a_higher_version_is_built_by_itself_and_served_when_nobody_writes_without_it() {
        var one = release("one", 1, false);
        threeWallets(one);
        one.deliver(everything());

        var two = release("two", 2, false);
        assertThat(two.get("/versions/a").status()).isEqualTo(503);
        assertThat(two.get("/versions/a").json().path("code").asText()).isEqualTo("read-model-rebuilding");
        two.runFor(ReplayWorld.SETTLE.plusMinutes(3));
        assertThat(states(two, "versions")).containsExactly("1 1 served", "2 2 served");
        assertThat(two.get("/versions/a").text())
                .isEqualTo(
                        "{\"id\":\"a\",\"events\":2,\"owner\":\"Ada\",\"lastThree\":[\"WalletOpened\",\"CoinsFilled\"]}");
        assertThat(two.get("/versions?owner=Ada").json().path("items").size()).isEqualTo(3);
        assertThat(two.get("/analytics/weights")
                        .json()
                        .path("items")
                        .get(0)
                        .path("weight")
                        .asInt())
                .isEqualTo(12);
        // The release before it is still answered, too.
        assertThat(one.get("/versions/a").text()).isEqualTo("{\"walletId\":\"a\",\"events\":2,\"fillings\":1}");
    }

    @Test
    void a_generation_that_nobody_uses_any_more_is_removed_with_everything_that_is_in_it() {
        var one = release("one", 1, false);
        threeWallets(one);
        one.deliver(everything());
        var two = release("two", 2, false);
        two.runFor(ReplayWorld.SETTLE.plusMinutes(3));
        two.runFor(ReplayWorld.KEEP.plusMinutes(10));
        assertThat(states(two, "versions")).containsExactly("2 2 served");
        assertThat(tables.places()).allMatch(place -> place.generation().equals("2"));
    }

    @Test
    void rows_that_the_old_release_wrote_late_are_in_the_new_generation() {
        var one = release("one", 1, false);
        threeWallets(one);
        one.deliver(everything());
        var two = release("two", 2, false);
        two.runFor(Duration.ofMinutes(1));
        for (int i = 0; i < 4; i++) {
            one.post("/wallets/a/fill", "{\"amount\":2}");
            one.deliver(everything());
            two.runFor(Duration.ofMinutes(1));
        }
        assertThat(states(two, "versions")).containsExactly("1 1 served", "2 2 building");
        two.runFor(ReplayWorld.SETTLE.plusMinutes(3));
        assertThat(two.get("/versions/a").json().path("events").asInt()).isEqualTo(6);
    }

    @Test
    void rebuilding_by_hand_serves_another_generation_of_the_same_version_and_says_what_differs() {
        var one = release("one", 1, false);
        threeWallets(one);
        one.deliver(everything());
        var job = begun(one.rebuilds.rebuild(one.editions.getFirst(), wish(null)));
        one.runFor(ReplayWorld.SETTLE.multipliedBy(2).plusMinutes(3));
        var done = one.jobs.find(job.id()).orElseThrow().job();
        assertThat(done.error()).isNull();
        assertThat(done.result()).isEqualTo(Map.of("streams", 3L, "differences", List.of(), "differenceCount", 0L));
        assertThat(states(one, "versions")).containsExactly("1 1 kept", "2 1 served");
        assertThat(one.get("/versions/a").text()).isEqualTo("{\"walletId\":\"a\",\"events\":2,\"fillings\":1}");
    }

    /** Wallets with one event, so that a field of their rows is null. */
    @Test
    void rows_with_nulls_are_compared_and_shown_where_they_differ() {
        var three = release("three", 3, false);
        three.generations.look();
        for (var id : List.of("a", "b")) {
            three.post("/wallets/" + id + "/open", "{\"owner\":\"Ada\",\"content\":1}");
        }
        three.deliver(everything());
        damage("a");
        var job = begun(three.rebuilds.rebuild(three.editions.getFirst(), wish(null)));
        three.runFor(ReplayWorld.SETTLE.multipliedBy(2).plusMinutes(3));
        var done = three.jobs.find(job.id()).orElseThrow().job();
        assertThat(done.error()).isNull();
        var served = new HashMap<String, @Nullable Object>(Map.of("id", "a", "events", 7));
        served.put("half", null);
        var rebuilt = new HashMap<String, @Nullable Object>(Map.of("id", "a", "events", 1));
        rebuilt.put("half", null);
        assertThat(done.result())
                .isEqualTo(Map.of(
                        "streams",
                        2L,
                        "differences",
                        List.of(Map.of("key", "a", "version", 1L, "served", served, "rebuilt", rebuilt)),
                        "differenceCount",
                        1L));
    }

    /** The row that is served for a wallet says something else than its one event. */
    private void damage(String wallet) {
        var table = tables.open(
                new Place(ReadTables.SHARED, "versions", Generation.FIRST),
                JacksonStateCodec.ofRows(Versions.Third.class, Json.mapper(List.of())));
        var row = table.read(wallet).orElseThrow();
        table.write(row, row.withValue(new Versions.Third(wallet, 7, null)));
    }

    @Test
    void the_rows_of_a_moment_stay_as_they_were() {
        var one = release("one", 1, false);
        threeWallets(one);
        var then = world.now;
        world.pass(Duration.ofMinutes(2));
        one.post("/wallets/a/fill", "{\"amount\":2}");
        one.deliver(everything());
        var _ = begun(one.rebuilds.rebuild(one.editions.getFirst(), wish(then)));
        one.runFor(Duration.ofMinutes(2));
        one.post("/wallets/b/fill", "{\"amount\":2}");
        one.deliver(everything());
        var pointer = one.generations.look().of("versions").orElseThrow();
        assertThat(pointer.find("asof-2").map(Generation::state)).contains(State.AS_OF);
        var admin = one.api.admin(world.parked);
        assertThat(admin.get("/admin/generations/asof-2/versions/a")
                        .json()
                        .path("events")
                        .asInt())
                .isEqualTo(2);
        assertThat(admin.get("/admin/generations/served/versions/a")
                        .json()
                        .path("events")
                        .asInt())
                .isEqualTo(3);
        assertThat(admin.get("/admin/generations/asof-2/versions?fillings=1")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(3);
        assertThat(admin.get("/admin/generations/asof-9/versions/a").status()).isEqualTo(404);
        assertThat(admin.get("/admin/generations/asof-2/analytics/weights")
                        .json()
                        .path("items")
                        .get(0)
                        .path("weight")
                        .asInt())
                .isEqualTo(8);
    }
}
