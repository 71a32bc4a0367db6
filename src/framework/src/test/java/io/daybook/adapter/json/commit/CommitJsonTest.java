package io.daybook.adapter.json.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.verify.StoredCommit;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The form of an export, which is read for as long as exports are kept. */
final class CommitJsonTest {
    private static final StreamName STREAM = new StreamName("wallet", "w1");

    private static final Commit FIRST = Commit.next(
            STREAM,
            0,
            CommitHash.NONE,
            List.of(new EncodedEvent("e-1", "WalletOpened", 1, "{\"owner\":\"Zoë\",\"coins\":1.50}")),
            new EventMetadata("c-1", "k-1", "c-1", "ada", Instant.ofEpochMilli(1_772_366_400_123L), "1.0.0"),
            new Fingerprint(-1, 7));

    private static final Commit SECOND = Commit.next(
            STREAM,
            1,
            FIRST.hash(),
            List.of(
                    new EncodedEvent("e-2", "WalletFilled", 2, "{}"),
                    new EncodedEvent("e-3", "WalletClosed", 1, "{ \"why\" : \"\\\"\\u00e9\" }")),
            new EventMetadata("~d2", "k-1", "e-1", null, Instant.ofEpochMilli(1_772_366_400_124L), "1.0.1"),
            null);

    private static final String FIRST_LINE = "{\"stream\":\"wallet-w1\",\"version\":1,\"count\":1,"
            + "\"events\":\"[{\\\"id\\\":\\\"e-1\\\",\\\"type\\\":\\\"WalletOpened\\\",\\\"schema\\\":1,"
            + "\\\"data\\\":{\\\"owner\\\":\\\"Zoë\\\",\\\"coins\\\":1.50}}]\",\"types\":[\"WalletOpened\"],"
            + "\"commandId\":\"c-1\",\"correlationId\":\"k-1\",\"causationId\":\"c-1\",\"userId\":\"ada\","
            + "\"at\":1772366400123,\"release\":\"1.0.0\",\"fingerprint\":\"__________8AAAAAAAAABw\","
            + "\"hash\":\"" + FIRST.hash() + "\",\"previous\":\"AAAAAAAAAAA\"}";

    @Test
    void a_commit_is_written_with_every_attribute_and_read_back() {
        assertThat(CommitJson.write(FIRST)).isEqualTo(FIRST_LINE);
        assertThat(CommitJson.read(FIRST_LINE))
                .isEqualTo(new StoredCommit.Whole(
                        FIRST,
                        "[{\"id\":\"e-1\",\"type\":\"WalletOpened\",\"schema\":1,"
                                + "\"data\":{\"owner\":\"Zoë\",\"coins\":1.50}}]",
                        Set.of("WalletOpened"),
                        FIRST_LINE.length()));
    }

    @Test
    void a_commit_of_a_saga_has_no_user_and_no_fingerprint_and_names_the_one_before_it() {
        var line = CommitJson.write(SECOND);
        assertThat(line)
                .contains("\"types\":[\"WalletClosed\",\"WalletFilled\"]")
                .doesNotContain("userId", "null");
        assertThat(CommitJson.read(line).commit()).isEqualTo(SECOND);
    }

    @Test
    void what_was_stored_in_another_way_is_exported_as_it_was_stored() {
        var stored = new StoredCommit.Whole(FIRST, "[ ]", Set.of("Other"), 3);
        assertThat(CommitJson.write(stored)).contains("\"events\":\"[ ]\"", "\"types\":[\"Other\"]");
    }

    @Test
    void a_line_that_is_not_of_this_form_is_refused_without_being_quoted() {
        refuses("secret", "it is not one JSON object");
        refuses("[]", "it is not one JSON object");
        refuses(FIRST_LINE + "{}", "it is not one JSON object");
        refuses(FIRST_LINE.replace("{\"stream\"", "{\"version\":1,\"stream\""), "it is not one JSON object");
        refuses(
                FIRST_LINE.replace("{\"stream\"", "{\"extra\":1,\"stream\""),
                "it has fields that no commit has: [extra]");
        refuses(FIRST_LINE.replace("\"count\":1", "\"count\":2"), "count is not the number of its events");
        refuses(FIRST_LINE.replace("\"version\":1", "\"version\":1.0"), "version is missing, or is not a whole number");
        refuses(FIRST_LINE.replace("\"userId\":\"ada\"", "\"userId\":null"), "userId is missing, or is not a text");
        refuses(FIRST_LINE.replace("\"[{", "\"{"), "events is not a list of events");
        refuses(FIRST_LINE.replace("[\"WalletOpened\"]", "[1]"), "types is not a list of different texts");
        refuses(FIRST_LINE.replace("AAAAAAAAAAA", "AAAA"), "previous has 3 bytes, not 8");
        refuses(FIRST_LINE.replace("AAAAAAAAAAA", "*"), "previous is missing, or is not base64url");
        refuses(FIRST_LINE.replace("\"hash\":\"" + FIRST.hash(), "\"hash\":\"AAAA"), "a hash has 32 bytes, not 3");
    }

    private static void refuses(String line, String message) {
        assertThatThrownBy(() -> CommitJson.read(line))
                .as(line)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
