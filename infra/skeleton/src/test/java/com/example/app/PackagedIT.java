package com.example.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testing.PackagedApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as a process: what it answered is there after it was killed. */
class PackagedIT {
    @TempDir
    Path data;

    @Test
    void a_task_survives_a_kill() throws Exception {
        var setting = "-Ddaybook.local.data-directory=" + data;
        try (var application = PackagedApplication.start(setting)) {
            var added = send(HttpRequest.newBuilder(URI.create(application.url() + "/tasks/t1/add"))
                    .POST(BodyPublishers.ofString("{\"title\":\"Write the report\",\"assignee\":\"ada\"}")));
            assertThat(added).contains("\"stream\":\"task-t1\",\"version\":1");
            var database = application.database();
            application.kill();
            database.onExit().join();
        }
        try (var restarted = PackagedApplication.start(setting)) {
            var row = send(HttpRequest.newBuilder(URI.create(restarted.url() + "/tasks/t1?atLeast=1")));
            assertThat(row).contains("\"title\":\"Write the report\"");
        }
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
