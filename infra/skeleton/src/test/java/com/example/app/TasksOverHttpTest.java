package com.example.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.laptop.LocalRuntime;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The whole application on a laptop's tables: a command, its stream, and the row that follows. */
@QuarkusTest
class TasksOverHttpTest {
    @Inject
    LocalRuntime laptop;

    @Test
    void a_task_that_was_added_is_found_by_its_assignee() throws Exception {
        var added = send(request("/tasks/t1/add")
                .POST(BodyPublishers.ofString("{\"title\":\"Write the report\",\"assignee\":\"ada\"}")));
        assertThat(added).contains("\"stream\":\"task-t1\",\"version\":1").contains("TaskAdded");
        assertThat(send(request("/tasks/t1?atLeast=1"))).contains("\"assignee\":\"ada\"");
        assertThat(send(request("/tasks?assignee=ada"))).contains("\"taskId\":\"t1\"");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + laptop.httpPort() + path));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
