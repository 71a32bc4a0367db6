package io.daybook.adapter.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.commit.CommitJson;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.verify.StoredCommit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The program in docs/commit-format.md, which knows nothing of Daybook, checks what Daybook wrote. */
final class ExportCheckTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "commit-format.md");

    @TempDir
    Path folder;

    @Test
    void the_documented_program_comes_to_the_same_hash_and_finds_what_was_changed() throws Exception {
        assumeTrue(hasPython(), "the program is written in Python 3, which is not installed");
        var commits = commits();
        var lines = commits.stream().map(CommitJson::write).toList();
        assertThat(check(lines)).isEqualTo(commits.getLast().hash().toString());

        var changed = new ArrayList<>(lines);
        changed.set(1, lines.get(1).replace("Zoë", "Zoe"));
        assertThat(check(changed)).isEqualTo("broken at version 2");
        assertThat(check(List.of(lines.get(0), lines.get(2)))).isEqualTo("broken at version 2");
    }

    @Test
    void an_export_has_every_attribute_of_the_item_under_its_name() throws IOException {
        for (var commit : commits()) {
            var names = new HashSet<String>();
            new ObjectMapper().readTree(CommitJson.write(commit)).fieldNames().forEachRemaining(names::add);
            assertThat(names).isEqualTo(CommitItem.of(commit).attributes().keySet());
        }
    }

    @Test
    void what_was_compressed_is_exported_as_the_text_that_it_was() {
        var item = CommitItem.of(commits().get(1)).attributes();
        assertThat(item.get(Items.EVENTS)).extracting(AttributeValue::type).isEqualTo(AttributeValue.Type.B);
        var stored = (StoredCommit.Whole) CommitCheck.stored(item);
        assertThat(CommitJson.write(stored))
                .isEqualTo(CommitJson.write(commits().get(1)));
        assertThat(CommitJson.read(CommitJson.write(stored)).commit())
                .isEqualTo(commits().get(1));
    }

    private String check(List<String> lines) throws IOException, InterruptedException {
        var program = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(program.find()).isTrue();
        var file = Files.writeString(folder.resolve("check.py"), program.group(1));
        var export = Files.writeString(folder.resolve("export.jsonl"), String.join("\n", lines) + "\n");
        var process = new ProcessBuilder("python3", file.toString())
                .redirectInput(export.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Commit> commits() {
        var stream = new StreamName("wallet", "w1");
        var first =
                Commit.next(stream, 0, CommitHash.NONE, events("{}"), metadata("c-1", "ada"), new Fingerprint(-1, 7));
        var second = Commit.next(
                stream,
                1,
                first.hash(),
                events("{\"owner\":\"Zoë\",\"amount\":1.50}", "{\"text\":\"" + "€".repeat(900) + "\"}"),
                metadata("c-2", "ada"),
                new Fingerprint(1, 2));
        var third = Commit.next(stream, 3, second.hash(), events("{}"), metadata("~3", null), null);
        return List.of(first, second, third);
    }

    private static List<EncodedEvent> events(String... data) {
        return Arrays.stream(data)
                .map(text -> new EncodedEvent("e\"1", "Noted", 1, text))
                .toList();
    }

    private static EventMetadata metadata(String commandId, String userId) {
        return new EventMetadata(commandId, "k-1", "u-1", userId, Instant.ofEpochMilli(1_772_366_400_123L), "1.0.0");
    }
}
