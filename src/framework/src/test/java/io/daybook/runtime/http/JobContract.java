package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.adapter.json.commit.CommitJson;
import io.daybook.fixture.JobsApi;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.kernel.verify.StoredCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The routes about jobs, and what the function work does, wherever things are kept. */
abstract class JobContract {
    private final JobsApi api;
    private final EventStore events;

    /** A stream that no other test writes. */
    private final String wallet = "wallet-" + UUID.randomUUID();

    /** The routes, and the events that their jobs read. */
    record World(JobsApi api, EventStore events) {}

    JobContract(World world) {
        this.api = world.api();
        this.events = world.events();
    }

    @Test
    void a_verification_is_started_shown_and_done() {
        opened(wallet);
        var started = api.post("/admin/verify", "{}");
        assertThat(started.status()).isEqualTo(202);
        var job = started.json();
        assertThat(started.header("Location"))
                .isEqualTo("/admin/jobs/" + job.path("id").asText());
        assertThat(job.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "kind",
                        "projection",
                        "generation",
                        "asOf",
                        "dryRun",
                        "state",
                        "step",
                        "progress",
                        "startedAt",
                        "finishedAt",
                        "cost",
                        "result",
                        "error");
        assertThat(job.path("state").asText()).isEqualTo("waiting");
        assertThat(job.path("step").asText()).isEqualTo("scan");
        assertThat(job.path("progress").path("segments").asInt()).isEqualTo(2);
        assertThat(job.path("result").isNull()).isTrue();
        api.work();
        var done = show(job);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.at("/progress/share").asDouble()).isEqualTo(1);
        assertThat(done.at("/progress/segmentsDone").asInt()).isEqualTo(2);
        assertThat(done.at("/progress/commits").asLong()).isPositive();
        assertThat(done.at("/result/streams").asLong()).isPositive();
        assertThat(done.at("/result/broken").isArray()).isTrue();
        assertThat(done.path("finishedAt").asText()).isEqualTo("2026-11-23T08:00:00.123Z");
        assertThat(api.log).isNotEmpty();
        assertThat(api.defects).isEmpty();
    }

    @Test
    void a_reconciliation_catches_up_what_no_record_told_of() {
        opened(wallet);
        var dry = api.post("/admin/reconcile", "{\"dryRun\":true}").json();
        api.work();
        assertThat(show(dry).at("/result/behind").asLong()).isPositive();
        assertThat(show(dry).at("/result/caughtUp").asLong()).isZero();
        var job = api.post("/admin/reconcile", "").json();
        api.work();
        long parked = show(job).at("/result/parked").asLong();
        assertThat(show(job).at("/result/caughtUp").asLong()).isPositive();
        assertThat(show(job).at("/result/behind").asLong())
                .as("others may have written what nobody can read")
                .isEqualTo(show(job).at("/result/caughtUp").asLong() + parked);
        var again = api.post("/admin/reconcile", "{}").json();
        api.work();
        assertThat(show(again).at("/result/behind").asLong()).isEqualTo(parked);
        assertThat(show(again).at("/result/caughtUp").asLong()).isZero();
        assertThat(show(again).path("kind").asText()).isEqualTo("reconcile");
    }

    @Test
    void an_unknown_consumer_is_not_found_and_bad_bodies_are_refused() {
        assertThat(api.post("/admin/reconcile", "{\"consumers\":[\"nobody\"]}").status())
                .isEqualTo(404);
        assertThat(api.post("/admin/reconcile", "{\"consumers\":\"all\"}").status())
                .isEqualTo(400);
        assertThat(api.post("/admin/verify", "{\"deep\":true}").status()).isEqualTo(400);
        assertThat(api.get("/admin/verify").status()).isEqualTo(405);
    }

    @Test
    void a_cancelled_job_stops_and_stays_as_it_is() {
        var job = api.post("/admin/verify", "{}").json();
        var path = "/admin/jobs/" + job.path("id").asText() + "/cancel";
        assertThat(api.post(path, "{}").status()).isEqualTo(400);
        var cancelled = api.post(path, "{\"reason\":\"not now\"}");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().path("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.json().path("error").asText()).isEqualTo("cancelled: not now");
        api.work();
        assertThat(show(job)).isEqualTo(cancelled.json());
        assertThat(api.post(path, "{\"reason\":\"again\"}").json()).isEqualTo(cancelled.json());
        assertThat(api.post("/admin/jobs/none/cancel", "{\"reason\":\"why\"}").status())
                .isEqualTo(404);
        assertThat(api.get("/admin/jobs/none").status()).isEqualTo(404);
    }

    @Test
    void jobs_are_listed_newest_first_page_by_page() {
        api.now = api.now.plus(Duration.ofDays(3_000));
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            api.now = api.now.plus(Duration.ofMillis(1));
            ids.addFirst(api.post("/admin/verify", "{}").json().path("id").asText());
        }
        var first = api.get("/admin/jobs?limit=2").json();
        assertThat(first.path("items").findValuesAsText("id")).isEqualTo(ids.subList(0, 2));
        var second = api.get("/admin/jobs?limit=2&cursor=" + first.path("next").asText())
                .json();
        assertThat(second.path("items").path(0).path("id").asText()).isEqualTo(ids.get(2));
        assertThat(api.get("/admin/jobs?cursor=made-up").status()).isEqualTo(400);
    }

    @Test
    void a_job_whose_rings_were_lost_goes_on() {
        var job = api.post("/admin/verify", "{}").json();
        api.loseAllRings();
        api.ringSilent();
        api.work();
        assertThat(show(job).path("state").asText()).isEqualTo("waiting");
        api.now = api.now.plus(Duration.ofMinutes(2));
        api.ringSilent();
        api.work();
        assertThat(show(job).path("state").asText()).isEqualTo("done");
    }

    @Test
    void a_message_that_is_no_ring_comes_again_until_it_is_a_dead_letter() {
        assertThat(api.deliver("nonsense").getBatchItemFailures()).hasSize(1);
        assertThat(api.deliver("no-such-job 0").getBatchItemFailures()).isEmpty();
    }

    @Test
    void the_commits_of_a_stream_are_shown_as_they_are_stored() {
        opened(wallet);
        spent(wallet, 1);
        var page = api.get("/admin/commits?stream=" + wallet + "&limit=1").json();
        var commit = page.path("items").path(0);
        var stored = events.readStored(StreamName.parse(wallet), 0);
        assertThat(commit.toString()).isEqualTo(CommitJson.write((StoredCommit.Whole) stored.getFirst()));
        var rest = api.get("/admin/commits?stream=" + wallet + "&cursor="
                        + page.path("next").asText())
                .json();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("items").path(0).path("version").asLong()).isEqualTo(2);
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void the_commits_of_a_category_and_of_the_whole_book_are_shown_page_by_page() {
        opened(wallet);
        spent(wallet, 1);
        var other = "member-" + UUID.randomUUID();
        append(other, 0, "MemberJoined", "{}");
        var ofCategory = walk("/admin/commits?category=wallet");
        assertThat(ofCategory).contains(wallet + " 1", wallet + " 2").noneMatch(of -> of.startsWith("member-"));
        assertThat(walk("/admin/commits?limit=1"))
                .containsAll(ofCategory)
                .contains(other + " 1")
                .doesNotHaveDuplicates();
        assertThat(api.get("/admin/commits?category=wallet&stream=" + wallet).status())
                .isEqualTo(400);
        assertThat(api.get("/admin/commits?stream=nonsense").status()).isEqualTo(400);
    }

    private List<String> walk(String path) {
        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.get(path + cursor).json();
            page.path("items")
                    .forEach(item -> found.add(item.path("stream").asText() + " "
                            + item.path("version").asLong()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());
        return found;
    }

    private JsonNode show(JsonNode job) {
        return api.get("/admin/jobs/" + job.path("id").asText()).json();
    }

    private void opened(String stream) {
        append(stream, 0, "WalletOpened", "{\"owner\":\"ada\",\"content\":10,\"currency\":\"USD\"}");
    }

    private void spent(String stream, long version) {
        append(stream, version, "CoinsSpent", "{\"amount\":1,\"balance\":9}");
    }

    private void append(String stream, long version, String type, String data) {
        events.append(new ExpectedAppend(
                StreamName.parse(stream),
                version,
                List.of(new EncodedEvent(UUID.randomUUID().toString(), type, 1, data)),
                new EventMetadata("command-" + version, "correlation", "causation", null, api.now, "test-1")));
    }
}
