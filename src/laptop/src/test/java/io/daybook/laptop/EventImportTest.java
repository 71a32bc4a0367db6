package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.json.commit.CommitJson;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.verify.StreamVerifier;
import io.daybook.kernel.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export becomes the same event table again, or none of it is written. */
class EventImportTest {
    private static final StreamName FIRST = new StreamName("note", "n1");
    private static final StreamName SECOND = new StreamName("note", "n2");

    @TempDir
    Path folder;

    private final MemoryEventStore store = new MemoryEventStore();

    private static List<Commit> commits(StreamName stream, int count, String user) {
        List<Commit> commits = new ArrayList<>();
        CommitHash hash = CommitHash.NONE;
        for (int i = 0; i < count; i++) {
            EncodedEvent event = new EncodedEvent("e" + i, "Noted", 1, "{\"number\":" + i + "}");
            EventMetadata metadata = new EventMetadata("c" + i, "k", "c" + i, user, Commits.AT, "1.0.0");
            Commit commit = Commit.next(stream, i, hash, List.of(event), metadata, null);
            commits.add(commit);
            hash = commit.hash();
        }
        return commits;
    }

    private static List<Commit> both(int count) {
        List<Commit> all = new ArrayList<>(commits(FIRST, count, "ada"));
        all.addAll(commits(SECOND, count, "bob"));
        return all;
    }

    private EventImport.Counts run(List<String> lines) {
        try {
            return new EventImport(store).run(Files.write(folder.resolve("export.jsonl"), lines));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(List<Commit> commits) {
        return new ArrayList<>(commits.stream().map(CommitJson::write).toList());
    }

    @Test
    void every_commit_is_written_as_it_was_and_its_stream_is_valid() {
        assertThat(run(lines(both(1_200)))).isEqualTo(new EventImport.Counts(2_400, 0));
        assertThat(store.all(FIRST)).isEqualTo(commits(FIRST, 1_200, "ada"));
        assertThat(store.all(SECOND)).isEqualTo(commits(SECOND, 1_200, "bob"));
        assertThat(new StreamVerifier(store).verify(FIRST, WalkBounds.NONE))
                .isEqualTo(new Verification.Valid(
                        1_200, commits(FIRST, 1_200, "ada").getLast().hash()));
    }

    @Test
    void a_file_may_be_imported_again_and_continued_later() {
        run(lines(both(2)));
        assertThat(run(lines(both(3)))).isEqualTo(new EventImport.Counts(2, 4));
        assertThat(store.all(SECOND)).isEqualTo(commits(SECOND, 3, "bob"));
    }

    @Test
    void nothing_of_a_file_with_a_damaged_line_is_written() {
        List<String> lines = lines(both(3));
        lines.set(4, lines.get(4).replace("\"c1\"", "\"c9\""));
        assertThatThrownBy(() -> run(lines))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessage("The export " + folder.resolve("export.jsonl") + " cannot be imported: line 5: version 2 of"
                        + " note-n2 does not fit: its content is not what its hash was made of");
        assertThat(store.streams()).isEmpty();
    }

    @Test
    void a_commit_that_would_overwrite_another_is_refused_and_the_other_stays() {
        List<Commit> other = commits(SECOND, 2, "eve");
        other.forEach(commit -> store.append(Append.of(commit)));
        assertThatThrownBy(() -> run(lines(both(2))))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessage("The export " + folder.resolve("export.jsonl") + " cannot be imported: line 3: the event"
                        + " table has another commit at version 1 of note-n2, and nothing is written over it");
        assertThat(store.all(SECOND)).isEqualTo(other);
        assertThat(store.all(FIRST)).isEqualTo(commits(FIRST, 2, "ada"));
    }

    @Test
    void a_file_that_is_not_there_is_said() {
        Path absent = folder.resolve("absent.jsonl");
        assertThatThrownBy(() -> new EventImport(store).run(absent))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessageContaining("The export " + absent + " cannot be read");
    }
}
