package io.daybook.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.testtools.ForAll;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The byte form that is hashed. These are the test vectors of docs/commit-format.md: they never change. */
final class CommitHashTest {
    private static final StreamName STREAM = new StreamName("wallet", "w1");
    private static final Instant AT = Instant.ofEpochMilli(1_772_366_400_123L);

    private static final Commit FIRST = Commit.next(
            STREAM,
            0,
            CommitHash.NONE,
            List.of(new EncodedEvent("e-1", "WalletOpened", 1, "{\"owner\":\"Zoë\"}")),
            new EventMetadata("c-1", "k-1", "c-1", "ada", AT, "1.0.0"),
            Fingerprint.of(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f")));

    private static final Commit SECOND = Commit.next(
            STREAM,
            1,
            FIRST.hash(),
            List.of(
                    new EncodedEvent("e-2", "CoinsFilled", 1, "{\"amount\":\"5.00\"}"),
                    new EncodedEvent("e-3", "WalletClosed", 2, "{}")),
            new EventMetadata("~d2", "k-1", "e-1", null, AT.plusMillis(1), "1.0.1"),
            null);

    @Test
    void the_first_commit_of_a_stream_has_the_documented_hash() {
        assertThat(hex(FIRST.hash())).isEqualTo("0c4562e01f085ac0eef624979b5fed06b01c8c47b0505fea8d67d31dcad128f0");
        assertThat(FIRST.previous()).isZero();
        assertThat(FIRST.follows(StreamPosition.START)).isTrue();
    }

    @Test
    void a_later_commit_without_a_user_and_a_fingerprint_has_the_documented_hash() {
        assertThat(hex(SECOND.hash())).isEqualTo("a4bad72da705c25d76f68166ebd60e40549b5e99bf9c4e39b43f80277f0af123");
        assertThat(SECOND.previous()).isEqualTo(0x0c4562e01f085ac0L);
        assertThat(SECOND.follows(FIRST.end())).isTrue();
        assertThat(SECOND.follows(new StreamPosition(1, FIRST.end().hash() + 1)))
                .isFalse();
    }

    @Test
    void a_hash_is_shown_as_43_characters_and_read_back_from_its_bytes() {
        assertThat(FIRST.hash()).hasToString("DEVi4B8IWsDu9iSXm1_tBrAcjEewUF_qjWfTHcrRKPA");
        assertThat(CommitHash.of(FIRST.hash().bytes())).isEqualTo(FIRST.hash());
        assertThatThrownBy(() -> CommitHash.of(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a hash has 32 bytes, not 31");
        assertThatThrownBy(() -> Fingerprint.of(new byte[17]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a fingerprint has 16 bytes, not 17");
    }

    /** What a field ends with must not be mistaken for what the next one begins with. */
    @Test
    void two_commits_that_only_differ_in_where_one_field_ends_have_different_hashes() {
        var one = CommitHash.of(CommitHash.NONE, STREAM, 1, 1, "[]", metadata("ab", "c"), null);
        var other = CommitHash.of(CommitHash.NONE, STREAM, 1, 1, "[]", metadata("a", "bc"), null);
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void the_text_of_events_is_json_whatever_their_ids_and_types_are() throws Exception {
        ForAll.seeds(200, random -> {
            var event = new EncodedEvent(odd(random), odd(random), 1 + random.nextInt(9), "{\"a\": [1.50]}");
            var read = read(EventsText.of(List.of(event)));
            assertThat(read.get("id").asText()).isEqualTo(event.id());
            assertThat(read.get("type").asText()).isEqualTo(event.type());
            assertThat(EventsText.of(List.of(event, event)))
                    .isEqualTo(EventsText.of(List.of(event)).replaceFirst("]$", "")
                            + ","
                            + EventsText.of(List.of(event)).substring(1));
        });
    }

    private static JsonNode read(String events) {
        try {
            return new ObjectMapper().readTree(events).get(0);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static EventMetadata metadata(String commandId, String correlationId) {
        return new EventMetadata(commandId, correlationId, "c", null, AT, "1");
    }

    private static String odd(Random random) {
        return "x" + random.ints(5, 0, 0x80).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String hex(CommitHash hash) {
        return HexFormat.of().formatHex(hash.bytes());
    }
}
