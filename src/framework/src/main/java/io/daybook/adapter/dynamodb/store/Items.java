package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Compression;
import io.daybook.adapter.json.commit.EventsJson;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.EventsText;
import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.store.Snapshots.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How commits, claims, receipts and snapshots are stored. No other class knows the names of their attributes. */
final class Items {
    /** Hash key of events and of snapshots. */
    static final String STREAM = "stream";

    /** Sort key of both: the first version of a commit, the last one of a snapshot. */
    static final String VERSION = "version";

    /** Hash key of claims and receipts. */
    static final String CLAIM = "claim";

    /** Who holds a claim. */
    static final String OWNER = "owner";

    static final String EVENTS = "events";
    static final String STATE = "state";
    static final String RECENT = "recent";

    private static final List<String> KEYS = List.of(CLAIM, STREAM, VERSION);

    static final String COUNT = "count";
    static final String TYPES = "types";
    static final String COMMAND_ID = "commandId";
    static final String CORRELATION_ID = "correlationId";
    static final String CAUSATION_ID = "causationId";
    static final String USER_ID = "userId";
    static final String AT = "at";
    static final String RELEASE = "release";
    static final String FINGERPRINT = "fingerprint";
    static final String HASH = "hash";
    static final String PREVIOUS = "previous";
    private static final String OUTCOME = "outcome";
    private static final String CODE = "code";
    private static final String MESSAGE = "message";

    private static final String APPENDED = "appended";
    private static final String UNCHANGED = "unchanged";
    private static final String REJECTED = "rejected";
    private static final String NOT_FOUND = "not-found";

    private Items() {}

    /** The item of a commit, its events as text. */
    static Map<String, AttributeValue> ofCommit(Commit commit) {
        var metadata = commit.metadata();
        var types = new TreeSet<String>();
        commit.events().forEach(event -> types.add(event.type()));
        var item = new HashMap<String, AttributeValue>();
        item.put(STREAM, Attributes.text(commit.stream().toString()));
        item.put(VERSION, Attributes.number(commit.firstVersion()));
        item.put(COUNT, Attributes.number(commit.events().size()));
        item.put(EVENTS, Attributes.text(EventsText.of(commit.events())));
        item.put(TYPES, AttributeValue.fromSs(List.copyOf(types)));
        item.put(COMMAND_ID, Attributes.text(metadata.commandId()));
        item.put(CORRELATION_ID, Attributes.text(metadata.correlationId()));
        item.put(CAUSATION_ID, Attributes.text(metadata.causationId()));
        if (metadata.userId() != null) {
            item.put(USER_ID, Attributes.text(metadata.userId()));
        }
        item.put(AT, Attributes.number(metadata.at().toEpochMilli()));
        item.put(RELEASE, Attributes.text(metadata.release()));
        putFingerprint(item, commit.fingerprint());
        item.put(HASH, Attributes.bytes(commit.hash().bytes()));
        item.put(PREVIOUS, Attributes.bytes(commit.previous()));
        return item;
    }

    /** @throws CorruptStreamException if it is not a commit */
    static Commit commit(Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> {
            if (!item.containsKey(HASH)) {
                throw new IOException("it has no hash: it is of the format before the first release");
            }
            var userId = item.get(USER_ID);
            var metadata = new EventMetadata(
                    Attributes.text(item, COMMAND_ID),
                    Attributes.text(item, CORRELATION_ID),
                    Attributes.text(item, CAUSATION_ID),
                    userId == null ? null : userId.s(),
                    Instant.ofEpochMilli(Attributes.number(item, AT)),
                    Attributes.text(item, RELEASE));
            return new Commit(
                    StreamName.parse(Attributes.text(item, STREAM)),
                    Attributes.number(item, VERSION),
                    events(item),
                    metadata,
                    fingerprint(item),
                    CommitHash.of(Attributes.bytes(item, HASH)),
                    Attributes.eightBytes(item, PREVIOUS));
        });
    }

    private static void putFingerprint(Map<String, AttributeValue> item, @Nullable Fingerprint fingerprint) {
        if (fingerprint != null) {
            item.put(FINGERPRINT, Attributes.bytes(fingerprint.bytes()));
        }
    }

    private static @Nullable Fingerprint fingerprint(Map<String, AttributeValue> item) throws IOException {
        return item.containsKey(FINGERPRINT) ? Fingerprint.of(Attributes.bytes(item, FINGERPRINT)) : null;
    }

    static Map<String, AttributeValue> ofReceipt(Receipt receipt) {
        var item = new HashMap<>(receiptKey(receipt));
        putFingerprint(item, receipt.fingerprint());
        switch (receipt.outcome()) {
            case Outcome.Accepted accepted -> {
                item.put(OUTCOME, Attributes.text(APPENDED));
                item.put(VERSION, Attributes.number(accepted.firstVersion()));
            }
            case Outcome.Unchanged(var version) -> {
                item.put(OUTCOME, Attributes.text(UNCHANGED));
                item.put(VERSION, Attributes.number(version));
            }
            case Outcome.Rejected(var code, var message) -> {
                item.put(OUTCOME, Attributes.text(REJECTED));
                item.put(CODE, Attributes.text(code));
                item.put(MESSAGE, Attributes.text(message));
            }
            case Outcome.NotFound() -> item.put(OUTCOME, Attributes.text(NOT_FOUND));
        }
        return item;
    }

    /** Reads the receipt in the place of {@code mine}. */
    static Receipt receipt(Receipt mine, Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> {
            var outcome = Attributes.text(item, OUTCOME);
            Outcome.Settled settled = switch (outcome) {
                case APPENDED -> Outcome.Accepted.at(Attributes.number(item, VERSION));
                case UNCHANGED -> new Outcome.Unchanged(Attributes.number(item, VERSION));
                case REJECTED -> new Outcome.Rejected(Attributes.text(item, CODE), Attributes.text(item, MESSAGE));
                case NOT_FOUND -> new Outcome.NotFound();
                default -> throw new IOException("unknown outcome " + outcome);
            };
            return new Receipt(mine.stream(), mine.commandId(), fingerprint(item), settled);
        });
    }

    static Map<String, AttributeValue> ofClaim(String claim, StreamName owner) {
        var item = new HashMap<>(claimKey(claim));
        item.put(OWNER, Attributes.text(owner.toString()));
        return item;
    }

    static Map<String, AttributeValue> claimKey(String claim) {
        return Map.of(CLAIM, Attributes.text("unique#" + claim));
    }

    /** A stream's name contains no #, so no two commands share a key. */
    private static Map<String, AttributeValue> receiptKey(Receipt receipt) {
        return Map.of(CLAIM, Attributes.text("receipt#" + receipt.stream() + "#" + receipt.commandId()));
    }

    static Map<String, AttributeValue> ofSnapshot(StreamName stream, String foldId, Snapshot snapshot) {
        var item = new HashMap<String, AttributeValue>();
        item.put(STREAM, Attributes.text(snapshotsOf(stream, foldId)));
        item.put(VERSION, Attributes.number(snapshot.version()));
        item.put(STATE, Attributes.text(snapshot.state()));
        item.put(RECENT, Attributes.text(RecentJson.write(snapshot.recent())));
        item.put(AT, Attributes.number(snapshot.at().toEpochMilli()));
        item.put(HASH, Attributes.bytes(snapshot.hash().bytes()));
        return item;
    }

    static Snapshot snapshot(Map<String, AttributeValue> item) {
        return Attributes.read(
                item,
                KEYS,
                () -> new Snapshot(
                        Attributes.number(item, VERSION),
                        Instant.ofEpochMilli(Attributes.number(item, AT)),
                        CommitHash.of(Attributes.bytes(item, HASH)),
                        Compression.text(Attributes.attribute(item, STATE)),
                        RecentJson.read(Compression.text(Attributes.attribute(item, RECENT)))));
    }

    static String snapshotsOf(StreamName stream, String foldId) {
        return stream + "#" + foldId;
    }

    private static List<EncodedEvent> events(Map<String, AttributeValue> item) throws IOException {
        var events = EventsJson.read(Compression.text(Attributes.attribute(item, EVENTS)));
        if (events.size() != Attributes.number(item, COUNT)) {
            throw new IOException(
                    COUNT + " is " + Attributes.number(item, COUNT) + " for " + events.size() + " events");
        }
        return events;
    }
}
