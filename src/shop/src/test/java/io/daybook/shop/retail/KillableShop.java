package io.daybook.shop.retail;

import io.daybook.testing.PackagedApplication;
import io.daybook.testtools.Http;
import io.daybook.testtools.Http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The packaged shop on one data directory, which is killed and started again while others use it. */
final class KillableShop implements AutoCloseable {
    private final Path data;
    private PackagedApplication process;
    private volatile CompletableFuture<Http> running = new CompletableFuture<>();

    KillableShop(Path data) throws IOException, InterruptedException {
        this.data = data;
        this.process = started();
    }

    private PackagedApplication started() throws IOException, InterruptedException {
        var started = PackagedApplication.start("-Ddaybook.local.data-directory=" + data);
        running.complete(new Http(started.httpPort()));
        return started;
    }

    /** What it answers, as soon as it runs; empty if it was killed meanwhile. */
    Optional<Answer> ask(Function<Http, Answer> question) {
        var asked = running;
        try {
            return Optional.of(question.apply(asked.join()));
        } catch (UncheckedIOException e) {
            if (asked == running) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** What it answers while nobody kills it. */
    Answer get(String path) {
        return running.join().get(path);
    }

    Answer post(String path, String body) {
        return running.join().post(path, body);
    }

    void killAndStart() throws IOException, InterruptedException {
        running = new CompletableFuture<>();
        var database = process.database();
        process.kill();
        database.onExit().join();
        process.close();
        process = started();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
