package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Commits.event;
import static io.daybook.fixture.Commits.metadata;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.fixture.Commits;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendLimits;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.testtools.ForAll;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is too large is refused before it is written; what is large is compressed where that is cheaper. */
final class SizeTest {
    /** The braces, quotes and name around the text of an event below. */
    private static final int AROUND_TEXT_BYTES = "{\"t\":\"\"}".length();

    private final FaultyStore store = FaultyStore.make();
    private final StreamName stream = newStream();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_event_of_the_largest_size_is_stored() {
        var commit = commit(textEvent(AppendLimits.EVENT_BYTES_MAX));
        assertThat(store.store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(all()).containsExactly(commit);
    }

    @Test
    void an_event_that_is_one_byte_larger_is_refused_without_a_request() {
        var commit = commit(event("{}"), textEvent(AppendLimits.EVENT_BYTES_MAX + 1));
        assertThatThrownBy(() -> store.store().append(Append.of(commit)))
                .isInstanceOf(CommitTooLargeException.class)
                .hasMessage("the event Noted is 262145 bytes long; the limit is 262144");
        assertThat(store.network().requests()).isZero();
    }

    @Test
    void the_size_of_an_event_is_counted_in_bytes_not_characters() {
        var euros = event("{\"t\":\"" + "€".repeat(AppendLimits.EVENT_BYTES_MAX / 3) + "\"}");
        assertThatThrownBy(() -> CommitItem.of(commit(euros))).isInstanceOf(CommitTooLargeException.class);
    }

    @Test
    void a_commit_of_the_largest_size_is_stored_also_where_nothing_compresses() {
        var random = new Random(1);
        var first = noise(random, 180_000);
        int rest = AppendLimits.COMMIT_BYTES_MAX
                - CommitItem.of(commit(first, event("{\"t\":\"\"}"))).bytes();
        var commit = commit(first, event("{\"t\":\"" + "x".repeat(rest) + "\"}"));
        assertThat(CommitItem.of(commit).bytes()).isEqualTo(AppendLimits.COMMIT_BYTES_MAX);
        assertThat(store.store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(all()).containsExactly(commit);
    }

    @Test
    void a_commit_that_is_larger_is_refused_without_a_request_however_well_it_compresses() {
        var commit = commit(textEvent(200_000), textEvent(200_000));
        assertThatThrownBy(() -> store.store().append(Append.of(commit))).isInstanceOf(CommitTooLargeException.class);
        assertThatThrownBy(() -> store.store().append(new Append(commit, Set.of("test#x"), Set.of(), null)))
                .isInstanceOf(CommitTooLargeException.class);
        assertThat(store.network().requests()).isZero();
    }

    @Test
    void a_claim_of_the_largest_size_is_taken_and_a_larger_one_refused_without_a_request() {
        var largest = UUID.randomUUID() + "x".repeat(Append.CLAIM_BYTES_MAX - 36);
        var commit = commit(event("{}"));
        assertThatThrownBy(() -> store.store().append(new Append(commit, Set.of(largest + "x"), Set.of(), null)))
                .isInstanceOf(CommitTooLargeException.class);
        assertThat(store.network().requests()).isZero();
        assertThat(store.store().append(new Append(commit, Set.of(largest), Set.of(), null)))
                .isEqualTo(new AppendResult.Appended(commit));
    }

    /** So that what is within the limits fits into an item, whatever its names are made of. */
    @Test
    void a_commit_is_never_counted_smaller_than_its_item() {
        var odd = List.of("x", "é", "€", "\uD83D\uDE00", "\"", "\\", "\u0001", "\n");
        ForAll.seeds(200, random -> {
            var events = IntStream.rangeClosed(0, random.nextInt(20))
                    .mapToObj(i -> new EncodedEvent(
                            "i" + odd.get(random.nextInt(odd.size())).repeat(random.nextInt(50)),
                            "t" + odd.get(random.nextInt(odd.size())).repeat(random.nextInt(50)),
                            Integer.MAX_VALUE,
                            "{\"t\":\"" + "€".repeat(random.nextInt(100)) + "\"}"))
                    .toList();
            var commit = Commits.commit(stream, Long.MAX_VALUE - 99, events, metadata("c1"));
            assertThat(CommitItem.of(commit).bytes()).isGreaterThanOrEqualTo(ItemSize.bytes(Items.ofCommit(commit)));
        });
    }

    @Test
    void a_small_commit_stays_text() {
        assertThat(events(commit(textEvent(400))).type()).isEqualTo(AttributeValue.Type.S);
    }

    @Test
    void a_commit_that_compresses_to_fewer_write_units_is_binary_and_read_back_equal() {
        var commit = commit(textEvent(1_500), event("{\"é\":\"\uD83D\uDE00\"}"));
        assertThat(events(commit).type()).isEqualTo(AttributeValue.Type.B);
        assertThat(ItemSize.writeUnits(CommitItem.of(commit).attributes())).isEqualTo(1);
        store.store().append(Append.of(commit));
        assertThat(all()).containsExactly(commit);
    }

    @Test
    void a_commit_that_compresses_but_not_to_fewer_write_units_stays_text() {
        var commit = commit(noise(new Random(1), 1_600));
        assertThat(ItemSize.writeUnits(Items.ofCommit(commit))).isEqualTo(2);
        assertThat(events(commit).type()).isEqualTo(AttributeValue.Type.S);
    }

    @Test
    void what_is_stored_costs_no_more_than_text_and_reads_back_equal() {
        ForAll.seeds(200, random -> {
            var commit = commit(IntStream.rangeClosed(0, random.nextInt(8))
                    .mapToObj(i -> random.nextBoolean()
                            ? noise(random, 1 + random.nextInt(3_000))
                            : textEvent(AROUND_TEXT_BYTES + random.nextInt(3_000)))
                    .toArray(EncodedEvent[]::new));
            var stored = CommitItem.of(commit).attributes();
            int asText = ItemSize.writeUnits(Items.ofCommit(commit));
            boolean binary = events(commit).type() == AttributeValue.Type.B;
            assertThat(ItemSize.writeUnits(stored)).isLessThanOrEqualTo(binary ? asText - 1 : asText);
            assertThat(Items.commit(stored)).isEqualTo(commit);
        });
    }

    private List<Commit> all() {
        return store.store().readForward(stream, 1, 10).commits();
    }

    private Commit commit(EncodedEvent... events) {
        return Commits.commit(stream, 1, List.of(events), metadata("c1"));
    }

    private static AttributeValue events(Commit commit) {
        return CommitItem.of(commit).attributes().getOrDefault(Items.EVENTS, AttributeValue.fromNul(true));
    }

    private static EncodedEvent textEvent(int bytes) {
        return event("{\"t\":\"" + "x".repeat(bytes - AROUND_TEXT_BYTES) + "\"}");
    }

    /** Hexadecimal noise compresses to a little more than half. */
    private static EncodedEvent noise(Random random, int bytes) {
        var noise = new byte[bytes / 2];
        random.nextBytes(noise);
        return event("{\"t\":\"" + HexFormat.of().formatHex(noise) + "\"}");
    }
}
