package io.daybook.adapter.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Compression;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.verify.StreamVerifier;
import io.daybook.kernel.verify.Verification;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever is changed in a stream, its verification finds the first version that does not fit. */
final class TamperedStreamTest {
    private static final StreamName STREAM = new StreamName("wallet", "w1");
    private static final Instant AT = Instant.ofEpochMilli(1_772_366_400_123L);

    /** Of one event, of three, compressed, of a saga (no user, no fingerprint), and the last. */
    private static final List<Commit> COMMITS = commits();

    private final List<Map<String, AttributeValue>> items = new ArrayList<>(
            COMMITS.stream().map(commit -> CommitItem.of(commit).attributes()).toList());

    @Test
    void a_stream_that_nobody_touched_is_valid_to_its_end() {
        assertThat(verify())
                .isEqualTo(new Verification.Valid(7, COMMITS.getLast().hash()));
        assertThat(items.get(2).get(Items.EVENTS).b()).isNotNull();
    }

    @Test
    void any_byte_of_any_attribute_of_any_commit_that_is_changed_is_found() {
        for (int i = 0; i < COMMITS.size(); i++) {
            for (var name : List.copyOf(items.get(i).keySet())) {
                // Nobody can tell the last commit renamed from the last commit removed.
                if (i < COMMITS.size() - 1 || !name.equals(Items.STREAM)) {
                    for (var changed : changes(items.get(i).get(name))) {
                        assertFound(i, name, changed);
                    }
                }
            }
        }
    }

    @Test
    void an_attribute_that_is_removed_is_found() {
        for (int i = 0; i < COMMITS.size(); i++) {
            for (var name : List.copyOf(items.get(i).keySet())) {
                if (!name.equals(Items.STREAM) && !name.equals(Items.VERSION)) {
                    var original = items.get(i);
                    var less = new HashMap<>(original);
                    less.remove(name);
                    assertBroken(i, less, "without " + name);
                }
            }
        }
    }

    @Test
    void an_attribute_that_no_commit_has_is_found() {
        for (int i = 0; i < COMMITS.size(); i++) {
            assertBroken(i, with(i, "tenant", AttributeValue.fromS("t1")), "with a tenant");
        }
    }

    @Test
    void an_attribute_of_another_type_is_found() {
        var others = List.of(
                AttributeValue.fromS("1"),
                AttributeValue.fromN("1"),
                AttributeValue.fromBool(true),
                AttributeValue.fromNul(true),
                AttributeValue.fromSs(List.of("1")),
                AttributeValue.fromL(List.of()),
                AttributeValue.fromM(Map.of()),
                AttributeValue.fromB(SdkBytes.fromByteArray(new byte[8])));
        for (int i = 0; i < COMMITS.size(); i++) {
            for (var name : ATTRIBUTES) {
                for (var other : others) {
                    assertBroken(i, with(i, name, other), name + " is " + other);
                }
            }
        }
    }

    private static final List<String> ATTRIBUTES = List.of(
            Items.COUNT,
            Items.EVENTS,
            Items.TYPES,
            Items.COMMAND_ID,
            Items.CORRELATION_ID,
            Items.CAUSATION_ID,
            Items.USER_ID,
            Items.AT,
            Items.RELEASE,
            Items.FINGERPRINT,
            Items.HASH);

    @Test
    void a_commit_that_is_removed_is_found_unless_it_is_the_last() {
        for (int i = 0; i < COMMITS.size() - 1; i++) {
            var removed = items.remove(i);
            assertBrokenAt(COMMITS.get(i).firstVersion(), "without commit " + i);
            items.add(i, removed);
        }
        items.removeLast();
        assertThat(verify()).isEqualTo(new Verification.Valid(6, COMMITS.get(3).hash()));
    }

    @Test
    void a_commit_that_is_inserted_is_found() {
        var foreign = CommitItem.of(next(COMMITS.getFirst(), "x", "{}")).attributes();
        for (long inside = 3; inside <= 4; inside++) {
            items.add(at(inside, foreign));
            assertBrokenAt(inside, "inside of the second commit");
            items.removeLast();
        }
        items.add(at(8, foreign));
        assertBrokenAt(8, "behind the last commit");
        items.set(5, at(9, foreign));
        assertBrokenAt(8, "behind a gap");
    }

    @Test
    void commits_that_are_swapped_are_found() {
        for (int i = 0; i < COMMITS.size(); i++) {
            for (int j = i + 1; j < COMMITS.size(); j++) {
                var kept = List.copyOf(items);
                items.set(i, at(COMMITS.get(i).firstVersion(), kept.get(j)));
                items.set(j, at(COMMITS.get(j).firstVersion(), kept.get(i)));
                assertBrokenAt(COMMITS.get(i).firstVersion(), i + " and " + j + " are swapped");
                items.clear();
                items.addAll(kept);
            }
        }
    }

    @Test
    void a_commit_whose_forger_computed_its_hash_anew_is_found_at_the_next_one_unless_it_is_the_last() {
        List<UnaryOperator<EventMetadata>> forgeries = List.of(
                of -> new EventMetadata("x", of.correlationId(), of.causationId(), of.userId(), of.at(), of.release()),
                of -> new EventMetadata(of.commandId(), "x", of.causationId(), of.userId(), of.at(), of.release()),
                of -> new EventMetadata(of.commandId(), of.correlationId(), "x", of.userId(), of.at(), of.release()),
                of -> new EventMetadata(
                        of.commandId(), of.correlationId(), of.causationId(), "eve", of.at(), of.release()),
                of -> of.at(of.at().plusMillis(1)),
                of -> new EventMetadata(
                        of.commandId(), of.correlationId(), of.causationId(), of.userId(), of.at(), "0"));
        for (int i = 0; i < COMMITS.size() - 1; i++) {
            var next = COMMITS.get(i + 1).firstVersion();
            for (var forgery : forgeries) {
                var commit = COMMITS.get(i);
                forge(i, commit.events(), forgery.apply(commit.metadata()), commit.fingerprint());
                assertBrokenAt(next, "the metadata of commit " + i + " is forged");
            }
            var commit = COMMITS.get(i);
            forge(i, commit.events(), commit.metadata(), new Fingerprint(1, 2));
            assertBrokenAt(next, "the fingerprint of commit " + i + " is forged");
            var events = new ArrayList<>(commit.events());
            events.set(0, new EncodedEvent("e", "Forged", 1, "{}"));
            forge(i, events, commit.metadata(), commit.fingerprint());
            assertBrokenAt(next, "an event of commit " + i + " is forged");
            items.set(i, CommitItem.of(commit).attributes());
        }
        var last = COMMITS.getLast();
        forge(4, last.events(), last.metadata().at(AT.plusSeconds(9)), null);
        assertThat(verify()).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void a_walk_ends_where_it_has_read_as_much_as_it_may() {
        assertThat(verify(new WalkBounds(5, Long.MAX_VALUE))).isInstanceOf(Verification.Valid.class);
        assertThat(verify(new WalkBounds(4, Long.MAX_VALUE))).isEqualTo(new Verification.TooLong());
        assertThat(verify(new WalkBounds(5, 100))).isEqualTo(new Verification.TooLong());
    }

    @Test
    void a_stream_without_commits_is_absent() {
        items.clear();
        assertThat(verify()).isEqualTo(new Verification.Absent());
    }

    private void forge(int index, List<EncodedEvent> events, EventMetadata metadata, Fingerprint fingerprint) {
        var before = index == 0 ? CommitHash.NONE : COMMITS.get(index - 1).hash();
        long after = COMMITS.get(index).firstVersion() - 1;
        items.set(
                index,
                CommitItem.of(Commit.next(STREAM, after, before, events, metadata, fingerprint))
                        .attributes());
    }

    private void assertFound(int index, String name, AttributeValue changed) {
        if (name.equals(Items.EVENTS) && isSameText(items.get(index).get(name), changed)) {
            // Compressed in another way, but the same text to the letter.
            return;
        }
        assertBroken(index, with(index, name, changed), name + " of commit " + index + " is " + changed);
    }

    private static boolean isSameText(AttributeValue one, AttributeValue other) {
        try {
            return Compression.isAsWritten(other) && Compression.text(one).equals(Compression.text(other));
        } catch (IOException e) {
            return false;
        }
    }

    private void assertBroken(int index, Map<String, AttributeValue> changed, String how) {
        var original = items.set(index, changed);
        if (!changed.equals(original)) {
            // One that was moved forwards does not fit where it stands now, and is missing where it stood.
            assertBrokenAt(Math.min(COMMITS.get(index).firstVersion(), version(changed)), how);
        }
        items.set(index, original);
    }

    private void assertBrokenAt(long version, String how) {
        assertThat(verify()).as(how).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.brokenAt()).as(how).isEqualTo(version);
            assertThat(broken.why()).isNotBlank();
        });
    }

    private Verification verify() {
        return verify(WalkBounds.NONE);
    }

    private Verification verify(WalkBounds bounds) {
        return new StreamVerifier((stream, after) -> items.stream()
                        .filter(item -> item.get(Items.STREAM).s().equals(stream.toString()))
                        .filter(item -> version(item) > after)
                        .sorted(Comparator.comparingLong(TamperedStreamTest::version))
                        .map(CommitCheck::stored)
                        .toList())
                .verify(STREAM, bounds);
    }

    private static long version(Map<String, AttributeValue> item) {
        return Long.parseLong(item.get(Items.VERSION).n());
    }

    private Map<String, AttributeValue> with(int index, String name, AttributeValue value) {
        var item = new HashMap<>(items.get(index));
        item.put(name, value);
        return item;
    }

    private static Map<String, AttributeValue> at(long version, Map<String, AttributeValue> item) {
        var moved = new HashMap<>(item);
        moved.put(Items.VERSION, AttributeValue.fromN(Long.toString(version)));
        return moved;
    }

    /** The value with one character or one bit changed, each in turn. */
    private static List<AttributeValue> changes(AttributeValue value) {
        return switch (value.type()) {
            case S -> texts(value.s()).stream().map(AttributeValue::fromS).toList();
            case N ->
                texts(value.n()).stream()
                        .filter(text -> text.matches("[1-9][0-9]*"))
                        .map(AttributeValue::fromN)
                        .toList();
            case B -> bits(value.b().asByteArray());
            case SS -> sets(value.ss());
            default -> throw new IllegalArgumentException("no commit has a " + value);
        };
    }

    private static List<String> texts(String text) {
        return IntStream.range(0, text.length())
                .mapToObj(i -> text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1))
                .toList();
    }

    private static List<AttributeValue> bits(byte[] bytes) {
        var changed = new ArrayList<AttributeValue>();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            var other = bytes.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            changed.add(AttributeValue.fromB(SdkBytes.fromByteArray(other)));
        }
        return changed;
    }

    private static List<AttributeValue> sets(List<String> types) {
        var changed = new ArrayList<AttributeValue>();
        var more = new HashSet<>(types);
        more.add("More");
        changed.add(AttributeValue.fromSs(List.copyOf(more)));
        changed.add(AttributeValue.fromSs(types.subList(1, types.size())));
        for (var text : texts(types.getFirst())) {
            var other = new HashSet<>(types.subList(1, types.size()));
            other.add(text);
            changed.add(AttributeValue.fromSs(List.copyOf(other)));
        }
        return changed;
    }

    private static List<Commit> commits() {
        var first = Commit.next(
                STREAM, 0, CommitHash.NONE, events("WalletOpened"), metadata("c-1", "ada"), new Fingerprint(3, 4));
        var second = Commit.next(
                STREAM,
                1,
                first.hash(),
                events("CoinsFilled", "CoinsFilled", "WalletFrozen"),
                metadata("c-2", "ada"),
                new Fingerprint(5, 6));
        var third = next(second, "c-3", "{\"text\":\"" + "lorem ipsum dolor sit amet ".repeat(100) + "\"}");
        var fourth = Commit.next(STREAM, 5, third.hash(), events("WalletClosed"), metadata("~d4", null), null);
        return List.of(first, second, third, fourth, next(fourth, "c-5", "{\"last\":true}"));
    }

    private static Commit next(Commit before, String commandId, String data) {
        return Commit.next(
                STREAM,
                before.lastVersion(),
                before.hash(),
                List.of(new EncodedEvent("e-" + commandId, "Noted", 1, data)),
                metadata(commandId, null),
                new Fingerprint(7, 8));
    }

    private static List<EncodedEvent> events(String... types) {
        return IntStream.range(0, types.length)
                .mapToObj(i -> new EncodedEvent("e" + i, types[i], 1, "{\"amount\":\"5.00\"}"))
                .toList();
    }

    private static EventMetadata metadata(String commandId, String userId) {
        return new EventMetadata(commandId, "k-1", "u-1", userId, AT, "1.0.0");
    }
}
