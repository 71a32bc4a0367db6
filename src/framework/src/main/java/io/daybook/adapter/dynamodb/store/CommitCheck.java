package io.daybook.adapter.dynamodb.store;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type.B;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type.N;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type.S;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type.SS;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Compression;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.verify.StoredCommit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Looks at an item of the event table more strictly than a reader does: nothing may be in it that no hash covers. */
final class CommitCheck {
    private static final Map<String, Set<AttributeValue.Type>> ATTRIBUTES = Map.ofEntries(
            Map.entry(Items.STREAM, Set.of(S)),
            Map.entry(Items.VERSION, Set.of(N)),
            Map.entry(Items.COUNT, Set.of(N)),
            Map.entry(Items.EVENTS, Set.of(S, B)),
            Map.entry(Items.TYPES, Set.of(SS)),
            Map.entry(Items.COMMAND_ID, Set.of(S)),
            Map.entry(Items.CORRELATION_ID, Set.of(S)),
            Map.entry(Items.CAUSATION_ID, Set.of(S)),
            Map.entry(Items.USER_ID, Set.of(S)),
            Map.entry(Items.AT, Set.of(N)),
            Map.entry(Items.RELEASE, Set.of(S)),
            Map.entry(Items.FINGERPRINT, Set.of(B)),
            Map.entry(Items.HASH, Set.of(B)),
            Map.entry(Items.PREVIOUS, Set.of(B)));

    private static final BigDecimal VERSION_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal VERSION_MIN = BigDecimal.valueOf(Long.MIN_VALUE);

    private CommitCheck() {}

    static StoredCommit stored(Map<String, AttributeValue> item) {
        int bytes = ItemSize.bytes(item);
        long version = version(item);
        try {
            var foreign = foreign(item);
            if (foreign.isPresent()) {
                return new StoredCommit.Damaged(version, foreign.get(), bytes);
            }
            var commit = Items.commit(item);
            var events = Attributes.attribute(item, Items.EVENTS);
            if (!Compression.isAsWritten(events)) {
                return new StoredCommit.Damaged(version, "its events are not compressed as they were written", bytes);
            }
            var types = Set.copyOf(Attributes.attribute(item, Items.TYPES).ss());
            return new StoredCommit.Whole(commit, Compression.text(events), types, bytes);
        } catch (CorruptStreamException | IOException e) {
            return new StoredCommit.Damaged(version, String.valueOf(e.getMessage()), bytes);
        }
    }

    /** The key is a number, but somebody else may have written a fraction, or one that is too large. */
    static long version(Map<String, AttributeValue> item) {
        return new BigDecimal(Objects.requireNonNull(item.get(Items.VERSION)).n())
                .setScale(0, RoundingMode.FLOOR)
                .min(VERSION_MAX)
                .max(VERSION_MIN)
                .longValueExact();
    }

    private static Optional<String> foreign(Map<String, AttributeValue> item) {
        for (var attribute : item.entrySet()) {
            var types = ATTRIBUTES.get(attribute.getKey());
            if (types == null) {
                return Optional.of("it has an attribute that no commit has: " + attribute.getKey());
            }
            if (!types.contains(attribute.getValue().type())) {
                return Optional.of("the attribute " + attribute.getKey() + " is of another type than it was written");
            }
        }
        return Optional.empty();
    }
}
