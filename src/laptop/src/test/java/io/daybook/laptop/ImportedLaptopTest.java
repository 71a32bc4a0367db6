package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.commit.CommitJson;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A laptop that was started with an export has its events, and the rows that they lead to. */
@QuarkusTest
@TestProfile(ImportedLaptopTest.Exported.class)
class ImportedLaptopTest {
    private static final List<Commit> COMMITS = commits();

    @Inject
    LocalRuntime runtime;

    @Inject
    EventStore store;

    public static final class Exported implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path file = Files.createTempFile("export", ".jsonl");
                Files.write(file, lines());
                return Map.of("daybook.local.import", file.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<String> lines() {
        return COMMITS.stream().map(CommitJson::write).toList();
    }

    private static List<Commit> commits() {
        List<Commit> commits = new ArrayList<>();
        CommitHash hash = CommitHash.NONE;
        List<EncodedEvent> events = List.of(
                new EncodedEvent("i1", "PurseOpened", 1, "{\"owner\":\"ada\",\"amount\":5,\"currency\":\"USD\"}"),
                new EncodedEvent("i2", "CoinsPut", 1, "{\"amount\":3,\"balance\":8}"));
        for (int i = 0; i < events.size(); i++) {
            EventMetadata metadata = new EventMetadata("c" + i, "k", "c" + i, "ada", Commits.AT, "0.9.0");
            Commit commit =
                    Commit.next(new StreamName("purse", "imported"), i, hash, List.of(events.get(i)), metadata, null);
            commits.add(commit);
            hash = commit.hash();
        }
        return commits;
    }

    @Test
    void the_events_are_there_as_they_were_and_the_rows_follow() throws Exception {
        assertThat(store.readForward(new StreamName("purse", "imported"), 1, 10).commits())
                .isEqualTo(COMMITS);
        assertThat(get("/streams/purse-imported/verify"))
                .isEqualTo("{\"stream\":\"purse-imported\",\"version\":2,\"hash\":\""
                        + COMMITS.getLast().hash() + "\",\"valid\":true}");
        assertThat(get("/purses/imported?atLeast=2")).contains("\"owner\":\"ada\"", "\"version\":2");
    }

    private String get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI url = URI.create("http://localhost:" + runtime.httpPort() + path);
            return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
