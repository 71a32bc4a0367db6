package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Api;
import io.daybook.fixture.ForwardingParkedStreams;
import io.daybook.fixture.ReadApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.project.Projection;
import io.daybook.models.ModelCatalog;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.wiring.Model;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see and do. */
class AdminQueryTest {
    private static final ModelCatalog CATALOG = new ModelCatalog();
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private boolean broken = true;
    private final ReadApi read = new ReadApi(new Model(
            CATALOG.aggregates(),
            List.of(
                    new ReadModel<>("fragile", new Fragile("fragile")),
                    new ReadModel<>("brittle", new Fragile("brittle"))),
            CATALOG.tallies().subList(0, 1),
            Set.of(),
            CATALOG.scalars()));
    private final Api admin = read.admin();

    /** Counts events, unless it is broken. */
    private final class Fragile implements Projection<WalletEvent, String> {
        private final String name;

        Fragile(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Category<?, ?, WalletEvent> follows() {
            return Wallet.CATEGORY;
        }

        @Override
        public Class<String> rowType() {
            return String.class;
        }

        @Override
        public @Nullable String evolve(@Nullable String row, Recorded<WalletEvent> recorded) {
            if (broken) {
                throw new IllegalStateException("cannot take it");
            }
            return (row == null ? "" : row) + "1";
        }
    }

    @BeforeEach
    void set_the_clock() {
        read.api.now = START;
    }

    @Test
    void where_nothing_is_parked_nothing_is_known_to_be_behind() {
        assertThat(admin.get("/admin/projections").text())
                .isEqualTo("{\"items\":["
                        + "{\"name\":\"fragile\",\"projectionVersion\":1,\"generation\":\"1\",\"lag\":{\"millis\":0,\"since\":null},\"parked\":0},"
                        + "{\"name\":\"brittle\",\"projectionVersion\":1,\"generation\":\"1\",\"lag\":{\"millis\":0,\"since\":null},\"parked\":0},"
                        + "{\"name\":\"joinings\",\"projectionVersion\":1,\"generation\":\"1\",\"lag\":{\"millis\":0,\"since\":null},"
                        + "\"parked\":0}],\"next\":null}");
        assertThat(admin.get("/admin/parked").text()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void parked_streams_are_counted_and_shown() {
        stuck("a1");
        read.api.now = START.plusSeconds(5);
        stuck("a2");
        read.api.now = START.plusSeconds(7);
        var lag = "\"lag\":{\"millis\":7000,\"since\":\"2026-11-23T08:00:00.000Z\"}";
        assertThat(admin.get("/admin/projections").json().path("items").path(0).toString())
                .isEqualTo(
                        "{\"name\":\"fragile\",\"projectionVersion\":1,\"generation\":\"1\"," + lag + ",\"parked\":2}");
        var detail = admin.get("/admin/projections/fragile");
        assertThat(detail.text())
                .startsWith("{\"name\":\"fragile\",\"projectionVersion\":1,\"generations\":[]," + lag
                        + ",\"parked\":[{\"consumer\":\"fragile\",\"stream\":\"wallet-a1\",\"version\":1,\"error\":\"")
                .endsWith("\"job\":null}");
        assertThat(detail.json().path("parked")).hasSize(2);
        assertThat(admin.get("/admin/projections/nothing").status()).isEqualTo(404);
    }

    @Test
    void the_parked_list_has_pages() {
        for (int i = 1; i <= 5; i++) {
            stuck("a" + i);
        }
        var first = admin.get("/admin/parked?limit=7").json();
        assertThat(first.path("items")).hasSize(7);
        var item = first.path("items").path(0);
        assertThat(item.properties())
                .extracting(property -> property.getKey())
                .containsExactly("consumer", "stream", "version", "error", "since", "attempts", "dueAt", "orphaned");
        var next = first.path("next").asText();
        var last = admin.get("/admin/parked?limit=7&cursor=" + next).json();
        assertThat(last.path("items")).hasSize(3);
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(admin.get("/admin/parked?cursor=x" + next).fields()).containsExactly("cursor");
    }

    @Test
    void a_redrive_brings_right_what_was_mended() {
        stuck("a1");
        stuck("a2");
        assertThat(redrive("{}")).isEqualTo("{\"redriven\":0,\"parked\":4}");
        broken = false;
        assertThat(redrive("{\"consumer\":\"fragile\",\"stream\":\"wallet-a1\"}"))
                .isEqualTo("{\"redriven\":1,\"parked\":0}");
        assertThat(read.get("/fragile/a1").status()).isEqualTo(200);
        assertThat(read.get("/brittle/a1").status()).isEqualTo(404);
        assertThat(redrive("{\"consumer\":\"fragile\"}")).isEqualTo("{\"redriven\":1,\"parked\":0}");
        assertThat(redrive("{\"stream\":\"wallet-a1\"}")).isEqualTo("{\"redriven\":1,\"parked\":0}");
        assertThat(redrive("")).isEqualTo("{\"redriven\":1,\"parked\":0}");
        assertThat(read.get("/brittle/a2").text()).isEqualTo("\"1\"");
        assertThat(admin.get("/admin/parked").json().path("items")).isEmpty();
    }

    @Test
    void marks_of_a_consumer_that_is_gone_are_shown_as_orphaned_and_can_be_removed() {
        stuck("a1");
        var gone = new ParkedStream("gone", StreamName.parse("wallet-a1"), 1, "no way", START, 0, START);
        read.parked.park(gone);
        assertThat(orphaned()).containsExactlyInAnyOrder("gone true", "fragile false", "brittle false");
        assertThat(remove("gone", "renamed").text()).isEqualTo("{\"removed\":1}");
        assertThat(remove("gone", "renamed").text()).isEqualTo("{\"removed\":0}");
        assertThat(orphaned()).containsExactlyInAnyOrder("fragile false", "brittle false");
    }

    private List<String> orphaned() {
        var items = new ArrayList<String>();
        admin.get("/admin/parked")
                .json()
                .path("items")
                .forEach(item -> items.add(item.path("consumer").asText() + " "
                        + item.path("orphaned").asBoolean()));
        return items;
    }

    @Test
    void what_is_not_orphaned_is_not_removed() {
        stuck("a1");
        var refused = remove("fragile", "a mistake");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("not-orphaned");
        assertThat(admin.get("/admin/parked").json().path("items")).hasSize(2);
    }

    @Test
    void a_removal_says_whose_marks_and_why() {
        assertThat(admin.post("/admin/parked/remove", "{}").fields()).containsExactlyInAnyOrder("consumer", "reason");
        assertThat(remove("gone", "").fields()).containsExactly("reason");
        assertThat(remove("gone", "x".repeat(501)).fields()).containsExactly("reason");
    }

    private Api.Answer remove(String consumer, String reason) {
        return admin.post("/admin/parked/remove", "{\"consumer\":\"" + consumer + "\",\"reason\":\"" + reason + "\"}");
    }

    @Test
    void a_redrive_that_fails_on_its_way_does_not_say_that_nothing_was_written() {
        stuck("a1");
        broken = false;
        for (var failure : List.of(
                new StoreInDoubtException("no answer"),
                new StoreThrottledException("slow down"),
                new StoreUnavailableException("no route", null))) {
            var breaking = read.api.admin(new ForwardingParkedStreams(read.parked) {
                @Override
                public void remove(ParkedStream seen) {
                    throw failure;
                }
            });
            var answer = breaking.post("/admin/parked/redrive", "{\"consumer\":\"fragile\"}");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("outcome-unknown");
            assertThat(answer.text()).doesNotContain("othing was written");
            assertThat(breaking.defects).containsExactly(failure);
        }
        assertThat(read.get("/fragile/a1").status()).isEqualTo(200);
    }

    @Test
    void a_redrive_of_a_consumer_that_is_not_there_is_not_found() {
        assertThat(admin.post("/admin/parked/redrive", "{\"consumer\":\"gone\"}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'[]', ''",
        "'{', ''",
        "'{\"consumer\":1}', consumer",
        "'{\"stream\":\"nodash\"}', stream",
        "'{\"streams\":\"wallet-a1\"}', streams",
    })
    void a_bad_redrive_is_refused(String body, String field) {
        var answer = admin.post("/admin/parked/redrive", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void a_redrive_takes_json_only() {
        var answer = admin.post("/admin/parked/redrive")
                .header("content-type", "text/plain")
                .body("{}")
                .send();
        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/",
                "/admin/projections/fragile/rebuild",
                "/admin/parked/x",
                "/wallets/a1",
                "/streams/wallet-a1/events",
                "/fragile/a1"
            })
    void there_is_nothing_else(String path) {
        for (var method : List.of("GET", "POST")) {
            assertThat(admin.request(method, path).send().status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/admin/projections", "/admin/projections/fragile", "/admin/parked", "/admin/parked/redrive"})
    void the_public_api_has_none_of_it(String path) {
        for (var method : List.of("GET", "POST", "HEAD")) {
            assertThat(read.api.request(method, path).send().status()).isEqualTo(404);
            assertThat(admin.request(method.equals("GET") || method.equals("POST") ? method : "PUT", path)
                            .send()
                            .status())
                    .isIn(200, 405);
        }
    }

    @Test
    void what_is_asked_in_vain_is_refused() {
        assertThat(admin.get("/admin/projections?limit=1").fields()).containsExactly("limit");
        assertThat(admin.get("/admin/projections/fragile?x=1").fields()).containsExactly("x");
        assertThat(admin.get("/admin/parked?limit=101").fields()).containsExactly("limit");
    }

    private void stuck(String wallet) {
        read.after("/wallets/" + wallet + "/open", "{\"owner\":\"Ada\",\"content\":1}");
    }

    private String redrive(String body) {
        var answer = admin.post("/admin/parked/redrive", body);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }
}
