package io.daybook.adapter.json.commit;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.verify.Chain;
import io.daybook.kernel.verify.StoredCommit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads an export: commits as {@link CommitJson}, one a line, those of each stream from its first one on. Every hash is
 * computed anew, so that a line that was changed, lost or moved is found. What is missing at the end of a stream is not.
 */
public final class ExportReader {
    private final Map<StreamName, Chain> chains = new HashMap<>();
    private long line;

    private ExportReader() {}

    /** A commit, and the line that it stands in, from 1. */
    public record Line(long number, Commit commit) {}

    /** Takes one line after the other. */
    @FunctionalInterface
    public interface Taker {
        void take(Line line);
    }

    /**
     * Reads a file to its end.
     *
     * @return how many lines it has
     * @throws DamagedExportException at the first line that does not fit; those before it have been taken
     * @throws IOException if the file cannot be read
     */
    public static long read(Path file, Taker taker) throws IOException {
        var reader = new ExportReader();
        try (var lines = Files.newBufferedReader(file)) {
            reader.read(lines, taker);
        }
        return reader.line;
    }

    private void read(BufferedReader lines, Taker taker) throws IOException {
        for (var text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            taker.take(new Line(line, checked(text)));
        }
    }

    private Commit checked(String text) {
        StoredCommit.Whole stored;
        try {
            stored = CommitJson.read(text);
        } catch (IllegalArgumentException e) {
            throw new DamagedExportException(line, String.valueOf(e.getMessage()));
        }
        var commit = stored.commit();
        var stream = commit.stream();
        var chain = chains.getOrDefault(stream, Chain.begin(stream));
        var fault = chain.fault(stored);
        if (fault.isPresent()) {
            throw new DamagedExportException(
                    line, "version " + chain.brokenAt(stored) + " of " + stream + " does not fit: " + fault.get());
        }
        chains.put(stream, chain.with(commit));
        return commit;
    }
}
