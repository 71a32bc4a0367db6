package io.daybook.adapter.json.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line of an export that is not as it was written is found, by its number. */
final class ExportReaderTest {
    private static final List<Commit> ONE = commits(new StreamName("wallet", "w1"), 3);
    private static final List<Commit> OTHER = commits(new StreamName("wallet", "w2"), 2);
    private static final List<Commit> MIXED = List.of(ONE.get(0), OTHER.get(0), ONE.get(1), OTHER.get(1), ONE.get(2));

    @TempDir
    Path folder;

    private static List<Commit> commits(StreamName stream, int count) {
        var commits = new ArrayList<Commit>();
        var hash = CommitHash.NONE;
        long version = 0;
        for (int i = 0; i < count; i++) {
            var commit = Commit.next(stream, version, hash, Commits.events(2), Commits.metadata("c" + i), null);
            commits.add(commit);
            hash = commit.hash();
            version = commit.lastVersion();
        }
        return commits;
    }

    private List<Commit> read(List<String> lines) {
        var taken = new ArrayList<Commit>();
        try {
            var file = Files.write(folder.resolve("export.jsonl"), lines);
            assertThat(ExportReader.read(file, line -> {
                        taken.add(line.commit());
                        assertThat(line.number()).isEqualTo(taken.size());
                    }))
                    .isEqualTo(lines.size());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return taken;
    }

    private static List<String> lines() {
        return new ArrayList<>(MIXED.stream().map(CommitJson::write).toList());
    }

    private void refuses(List<String> lines, String message) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(DamagedExportException.class)
                .hasMessage(message);
    }

    @Test
    void streams_that_are_mixed_are_read_in_the_order_of_the_lines() {
        assertThat(read(lines())).isEqualTo(MIXED);
        assertThat(read(List.of())).isEmpty();
    }

    @Test
    void a_line_that_was_changed_is_found() {
        var lines = lines();
        lines.set(2, lines.get(2).replace("correlation\"", "correlatiom\""));
        refuses(lines, "line 3: version 3 of wallet-w1 does not fit: its content is not what its hash was made of");
    }

    @Test
    void a_line_whose_types_were_changed_is_found() {
        var lines = lines();
        lines.set(0, lines.get(0).replace("[\"Noted\"]", "[\"Notes\"]"));
        refuses(
                lines,
                "line 1: version 1 of wallet-w1 does not fit: the types that are listed are not those of its events");
    }

    @Test
    void a_line_that_is_missing_or_moved_or_there_twice_is_found() {
        var missing = lines();
        missing.remove(2);
        refuses(missing, "line 4: version 3 of wallet-w1 does not fit: it is missing: the next item has version 5");
        var moved = lines();
        Collections.swap(moved, 2, 4);
        refuses(moved, "line 3: version 3 of wallet-w1 does not fit: it is missing: the next item has version 5");
        var twice = lines();
        twice.add(1, twice.get(0));
        refuses(
                twice,
                "line 2: version 1 of wallet-w1 does not fit: it is inside the commit before it, which ends with"
                        + " version 2");
    }

    @Test
    void a_line_that_is_cut_off_is_found() {
        var lines = lines();
        lines.set(4, lines.get(4).substring(0, 40));
        refuses(lines, "line 5: it is not one JSON object");
    }
}
