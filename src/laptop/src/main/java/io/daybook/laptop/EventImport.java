package io.daybook.laptop;

import io.daybook.adapter.json.commit.DamagedExportException;
import io.daybook.adapter.json.commit.ExportReader;
import io.daybook.adapter.json.commit.ExportReader.Line;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Puts the commits of an export into the event table as they were, with their hashes. A commit that is there already is
 * left alone, so a file may be imported again. The whole file is checked before the first commit is written.
 */
final class EventImport {
    /** How many lines are read before they are written. */
    private static final int LINES_AT_ONCE = 1_000;

    /** How many streams are written at once: with more, DynamoDB Local on a laptop is not faster. */
    private static final int STREAMS_AT_ONCE_MAX = 16;

    private final EventStore store;
    private final List<Line> read = new ArrayList<>();
    private long written;
    private long there;

    EventImport(EventStore store) {
        this.store = store;
    }

    /**
     * What an import came to.
     *
     * @param written commits
     * @param there commits that were there before
     */
    record Counts(long written, long there) {}

    /**
     * Imports a file.
     *
     * @throws LocalRuntimeException if a line is damaged, or another commit is in its place; it names the line. In the
     *     second case, commits of the lines before it may have been written
     */
    Counts run(Path file) {
        try {
            ExportReader.read(file, line -> {});
            ExportReader.read(file, this::take);
            write();
            return new Counts(written, there);
        } catch (DamagedExportException e) {
            throw new LocalRuntimeException("The export " + file + " cannot be imported: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LocalRuntimeException("The export " + file + " cannot be read: " + e, e);
        }
    }

    private void take(Line line) {
        read.add(line);
        if (read.size() == LINES_AT_ONCE) {
            write();
        }
    }

    /** Writes streams beside one another, and the commits of each in their order. */
    private void write() {
        var streams = new LinkedHashMap<StreamName, List<Line>>();
        read.forEach(line -> streams.computeIfAbsent(line.commit().stream(), stream -> new ArrayList<>())
                .add(line));
        read.clear();
        var places = new Semaphore(STREAMS_AT_ONCE_MAX);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = streams.values().stream()
                    .map(lines -> threads.submit(inTurn(places, lines)))
                    .toList();
            writing.forEach(this::await);
        }
    }

    private Callable<Counts> inTurn(Semaphore places, List<Line> lines) {
        return () -> {
            places.acquire();
            try {
                long news = 0;
                for (var line : lines) {
                    news += isNew(line) ? 1 : 0;
                }
                return new Counts(news, lines.size() - news);
            } finally {
                places.release();
            }
        };
    }

    private void await(Future<Counts> stream) {
        try {
            var counts = stream.get();
            written += counts.written();
            there += counts.there();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new LocalRuntimeException("The export was not imported", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalRuntimeException("The import was interrupted", e);
        }
    }

    private boolean isNew(Line line) {
        return switch (store.append(Append.of(line.commit()))) {
            case AppendResult.Appended _ -> true;
            case AppendResult.Duplicate(var winner) -> refuseAnother(line, winner);
            case AppendResult.Conflict(var winner) -> refuseAnother(line, winner);
            case AppendResult.ClaimTaken _,
                    AppendResult.AlreadySettled _,
                    AppendResult.Contended _,
                    AppendResult.Unknown _ ->
                throw new DamagedExportException(line.number(), "the event table cannot be written to: start again");
        };
    }

    private static boolean refuseAnother(Line line, @Nullable Commit winner) {
        if (line.commit().equals(winner)) {
            return false;
        }
        throw new DamagedExportException(
                line.number(),
                "the event table has another commit at version " + line.commit().firstVersion() + " of "
                        + line.commit().stream() + ", and nothing is written over it");
    }
}
