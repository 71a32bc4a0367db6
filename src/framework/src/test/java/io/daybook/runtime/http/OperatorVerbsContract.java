package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Api;
import io.daybook.fixture.ReadApi;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.shared.Recent;
import io.daybook.kernel.signal.Signals;
import io.daybook.models.ModelCatalog;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators decide about consumers, wherever it is kept. */
abstract class OperatorVerbsContract {
    private static final ModelCatalog CATALOG = new ModelCatalog();
    private static final String ADA = "arn:aws:iam::123456789012:user/ada";
    private static final StreamName STREAM = StreamName.parse("wallet-a1");

    private final String fragile = "fragile-" + UUID.randomUUID().toString().substring(0, 8);
    private final String sound = "sound-" + fragile.substring(8);
    private final ReadApi read = new ReadApi(new Model(
            CATALOG.aggregates(),
            List.of(
                    new ReadModel<>("fragile", new Taking(fragile, Set.of(2L, 4L))),
                    new ReadModel<>("sound", new Taking(sound, Set.of()))),
            List.of(),
            Set.of(),
            CATALOG.scalars()));
    private final Instructions instructions = new Instructions(operators(), () -> read.api.now);
    private final Api admin = read.api.admin(parked(), new Processes(List.of(), List.of()), operators());
    private final Consumers project = new Consumers(
            read.api.projections(), parked(), () -> read.api.now, 1, failure -> {}, Signals.NONE, instructions);
    private final Redriver sweeper = new Redriver(
            read.api.projections(), parked(), () -> read.api.now, failure -> {}, Signals.NONE, instructions);

    /** The same at each call. */
    abstract OperatorTable operators();

    /** The same at each call. */
    abstract ParkedStreams parked();

    /** Its rows are the versions of the events that it took; it cannot take some of them. */
    private record Taking(String name, Set<Long> poison) implements Projection<WalletEvent, String> {
        @Override
        public Category<?, ?, WalletEvent> follows() {
            return Wallet.CATEGORY;
        }

        @Override
        public Class<String> rowType() {
            return String.class;
        }

        @Override
        public String evolve(@Nullable String row, Recorded<WalletEvent> recorded) {
            if (poison.contains(recorded.version())) {
                throw new IllegalStateException("cannot take it");
            }
            return (row == null ? "" : row) + recorded.version();
        }
    }

    @AfterEach
    void nobody_stays_paused() {
        List.of(fragile, sound).forEach(operators()::resume);
    }

    @Test
    void a_poison_event_that_is_skipped_is_passed_over_and_its_consumer_goes_on_behind_it() {
        append(3);
        assertThat(read.get("/fragile/a1").text()).isEqualTo("\"1\"");
        var skipped = skip(2, "not worth a release");
        assertThat(skipped.status()).isEqualTo(200);
        assertThat(skipped.text())
                .isEqualTo("{\"consumer\":\"" + fragile + "\",\"stream\":\"wallet-a1\",\"version\":2,"
                        + "\"reason\":\"not worth a release\",\"who\":\"" + ADA
                        + "\",\"at\":\"2026-11-23T08:00:00.123Z\"}");
        assertThat(read.get("/fragile/a1").text()).isEqualTo("\"13\"");
        assertThat(read.get("/sound/a1").text()).isEqualTo("\"123\"");
        assertThat(parked().find(fragile, STREAM)).isEmpty();
        assertThat(items("/admin/skipped", "consumer", "version")).containsExactly(fragile + " 2");
    }

    @Test
    void the_next_poison_event_parks_the_stream_again_and_can_be_skipped_too() {
        append(5);
        skip(2, "one");
        assertThat(parked().find(fragile, STREAM)).map(ParkedStream::version).contains(4L);
        assertThat(read.get("/fragile/a1").text()).isEqualTo("\"13\"");
        skip(4, "two");
        assertThat(read.get("/fragile/a1").text()).isEqualTo("\"135\"");
    }

    @Test
    void an_event_that_was_skipped_is_passed_over_when_it_is_delivered_later() {
        append(2);
        skip(2, "one");
        operators().skip(new Skip(fragile, STREAM, 4, "two", ADA, read.api.now));
        append(3);
        assertThat(read.get("/fragile/a1").text()).isEqualTo("\"135\"");
        assertThat(parked().find(fragile, STREAM)).isEmpty();
    }

    @Test
    void a_skip_may_be_repeated_and_stays_as_it_was_first() {
        append(2);
        var first = skip(2, "first");
        read.api.now = read.api.now.plusSeconds(60);
        assertThat(skip(2, "second").text()).isEqualTo(first.text());
        assertThat(items("/admin/skipped", "consumer", "reason")).containsExactly(fragile + " first");
    }

    @Test
    void what_is_not_parked_at_that_version_is_not_skipped() {
        append(3);
        for (long version : new long[] {1, 3, 0, -2}) {
            var refused = skip(version, "a mistake");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("not-parked");
        }
        assertThat(verb("/admin/parked/skip", order(sound, 2, "a mistake")).code())
                .isEqualTo("not-parked");
        assertThat(items("/admin/skipped", "consumer", "version")).isEmpty();
        assertThat(trail()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"wallet-a1, '', reason", "nodash, because, stream"})
    void a_skip_says_what_and_why(String stream, String reason, String field) {
        var answer = verb(
                "/admin/parked/skip",
                "{\"consumer\":\"" + fragile + "\",\"stream\":\"" + stream + "\",\"version\":2,\"reason\":\"" + reason
                        + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(verb("/admin/parked/skip", order("nobody", 2, "because")).status())
                .isEqualTo(404);
    }

    @Test
    void what_is_delivered_to_a_paused_consumer_waits_for_its_end() {
        append(1);
        assertThat(verb("/admin/consumers/" + sound + "/pause", because("a bad release"))
                        .text())
                .isEqualTo("{\"name\":\"" + sound + "\",\"kind\":\"projection\",\"since\":null,\"paused\":"
                        + "{\"reason\":\"a bad release\",\"who\":\"" + ADA
                        + "\",\"at\":\"2026-11-23T08:00:00.123Z\"}}");
        read.api.now = read.api.now.plus(Recent.AGE_MAX);
        append(1);
        append(1);
        assertThat(read.get("/sound/a1").text()).isEqualTo("\"1\"");
        assertThat(parked().find(sound, STREAM))
                .map(marker -> marker.version() + " " + marker.error() + " " + marker.attempts())
                .contains("0 paused 0");
        assertThat(verb("/admin/consumers/" + sound + "/resume", because("mended"))
                        .text())
                .isEqualTo("{\"name\":\"" + sound + "\",\"kind\":\"projection\",\"since\":null,\"paused\":null}");
        assertThat(read.get("/sound/a1").text()).isEqualTo("\"123\"");
        assertThat(parked().find(sound, STREAM)).isEmpty();
    }

    @Test
    void a_pause_is_known_to_a_running_process_after_five_seconds() {
        append(1);
        operators().pause(sound, new Pause("why", ADA, read.api.now));
        read.api.now = read.api.now.plus(Recent.AGE_MAX).minusMillis(1);
        append(1);
        assertThat(read.get("/sound/a1").text()).isEqualTo("\"12\"");
        read.api.now = read.api.now.plusMillis(1);
        append(1);
        assertThat(read.get("/sound/a1").text()).isEqualTo("\"12\"");
    }

    @Test
    void nobody_redrives_for_a_paused_consumer_until_it_is_resumed() {
        operators().pause(sound, new Pause("why", ADA, read.api.now));
        append(1);
        read.api.now = read.api.now.plus(Duration.ofMinutes(1));
        sweeper.redriveDue(Deadline.none());
        assertThat(verb("/admin/parked/redrive", "{\"consumer\":\"" + sound + "\"}")
                        .text())
                .isEqualTo("{\"redriven\":0,\"parked\":1}");
        assertThat(read.get("/sound/a1").status()).isEqualTo(404);
        operators().resume(sound);
        read.api.now = read.api.now.plus(Duration.ofMinutes(10));
        sweeper.redriveDue(Deadline.none());
        assertThat(read.get("/sound/a1").text()).isEqualTo("\"1\"");
        assertThat(parked().find(sound, STREAM)).isEmpty();
    }

    @Test
    void a_stream_that_was_parked_before_its_consumer_was_paused_still_says_why() {
        append(2);
        operators().pause(fragile, new Pause("why", ADA, read.api.now));
        read.api.now = read.api.now.plus(Recent.AGE_MAX);
        append(1);
        assertThat(parked().find(fragile, STREAM))
                .map(marker -> marker.version() + " " + marker.error())
                .contains("2 IllegalStateException: cannot take it");
        assertThat(skip(2, "while paused").status()).isEqualTo(200);
        assertThat(read.get("/fragile/a1").text()).isEqualTo("\"1\"");
        verb("/admin/consumers/" + fragile + "/resume", because("on we go"));
        assertThat(read.get("/fragile/a1").text()).isEqualTo("\"13\"");
    }

    @Test
    void a_pause_and_its_end_may_be_repeated() {
        var first =
                verb("/admin/consumers/" + sound + "/pause", because("first")).text();
        assertThat(verb("/admin/consumers/" + sound + "/pause", because("second"))
                        .text())
                .isEqualTo(first);
        for (int i = 0; i < 2; i++) {
            assertThat(verb("/admin/consumers/" + sound + "/resume", because("done"))
                            .json()
                            .path("paused")
                            .isNull())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void a_pause_and_its_end_have_a_consumer_and_a_reason(String verb) {
        assertThat(verb("/admin/consumers/nobody/" + verb, because("why")).status())
                .isEqualTo(404);
        var path = "/admin/consumers/" + sound + "/" + verb;
        assertThat(verb(path, "{}").fields()).containsExactly("reason");
        assertThat(verb(path, because("")).fields()).containsExactly("reason");
        assertThat(verb(path, because("x".repeat(501))).fields()).containsExactly("reason");
        assertThat(verb(path, "{\"reason\":\"why\",\"until\":\"noon\"}").fields())
                .containsExactly("until");
        assertThat(trail()).isEmpty();
    }

    @Test
    void consumers_are_listed_with_who_paused_them() {
        verb("/admin/consumers/" + sound + "/pause", because("why"));
        var first = admin.get("/admin/consumers?limit=1").json();
        assertThat(first.path("items").toString())
                .isEqualTo("[{\"name\":\"" + fragile + "\",\"kind\":\"projection\",\"since\":null,\"paused\":null}]");
        var second = admin.get("/admin/consumers?cursor=" + first.path("next").asText())
                .json();
        assertThat(second.path("items").path(0).path("paused").path("who").asText())
                .isEqualTo(ADA);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void every_verb_is_written_down_with_who_asked_for_it() {
        append(2);
        var verbs = new ArrayList<Map.Entry<String, String>>();
        verbs.add(Map.entry("/admin/parked/skip", order(fragile, 2, "one")));
        verbs.add(Map.entry("/admin/consumers/" + fragile + "/pause", because("two")));
        verbs.add(Map.entry("/admin/consumers/" + fragile + "/resume", because("three")));
        verbs.add(Map.entry("/admin/parked/redrive", "{\"consumer\":\"" + fragile + "\",\"stream\":\"wallet-a1\"}"));
        verbs.add(Map.entry("/admin/parked/remove", "{\"consumer\":\"gone-" + fragile + "\",\"reason\":\"five\"}"));
        for (var verb : verbs) {
            read.api.now = read.api.now.plusSeconds(1);
            assertThat(verb(verb.getKey(), verb.getValue()).status()).isEqualTo(200);
        }
        assertThat(trail())
                .containsExactly(
                        ADA + " remove gone-" + fragile + " five",
                        ADA + " redrive " + fragile + " wallet-a1 null",
                        ADA + " resume " + fragile + " three",
                        ADA + " pause " + fragile + " two",
                        ADA + " skip " + fragile + " wallet-a1 2 one");
    }

    @Test
    void whoever_is_not_known_does_nothing() {
        append(2);
        var refused = admin.post("/admin/parked/skip")
                .body(order(fragile, 2, "why"))
                .claiming(null)
                .send();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
        assertThat(operators().skipped(fragile, STREAM, 2)).isEmpty();
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            var opened = read.api.post("/wallets/a1/open", "{\"owner\":\"Ada\",\"content\":1}");
            if (opened.status() == 422) {
                assertThat(read.api.post("/wallets/a1/fill", "{\"amount\":1}").status())
                        .isEqualTo(200);
            }
        }
        assertThat(project.deliver(Map.of(STREAM, read.store.all(STREAM)), Deadline.none()))
                .isEmpty();
    }

    private Api.Answer skip(long version, String reason) {
        return verb("/admin/parked/skip", order(fragile, version, reason));
    }

    private static String order(String consumer, long version, String reason) {
        return "{\"consumer\":\"" + consumer + "\",\"stream\":\"wallet-a1\",\"version\":" + version + ",\"reason\":\""
                + reason + "\"}";
    }

    private static String because(String reason) {
        return "{\"reason\":\"" + reason + "\"}";
    }

    private Api.Answer verb(String path, String body) {
        return admin.post(path).as(ADA).body(body).send();
    }

    private List<String> trail() {
        return items("/admin/audit", "who", "action", "target", "reason").stream()
                .filter(line -> line.contains(fragile) || line.contains(sound))
                .toList();
    }

    /** The fields of all items of a list that concern the consumers of this test. */
    private List<String> items(String path, String... fields) {
        var all = new ArrayList<String>();
        var next = "";
        do {
            var page =
                    admin.get(path + (next.isEmpty() ? "" : "?cursor=" + next)).json();
            for (var item : page.path("items")) {
                var values = new ArrayList<String>();
                for (var field : fields) {
                    values.add(item.path(field).asText());
                }
                all.add(String.join(" ", values));
            }
            next = page.path("next").asText();
        } while (!next.equals("null"));
        return all.stream().filter(line -> line.contains(fragile.substring(8))).toList();
    }
}
