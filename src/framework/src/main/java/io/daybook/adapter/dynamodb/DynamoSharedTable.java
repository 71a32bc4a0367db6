package io.daybook.adapter.dynamodb;

import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.shared.Revised;
import io.daybook.kernel.shared.SharedTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A shared value on DynamoDB, in the table of projections: one item, so that one read shows all of it. Safe for use by
 * several threads.
 */
public final class DynamoSharedTable<T> implements SharedTable<T> {
    /** Hash key of the table of projections. */
    private static final String ITEM = "item";

    private static final List<String> KEYS = List.of(ITEM);
    private static final String REVISION = "revision";

    private final String table;
    private final Form<T> form;
    private final KeyReads reads;
    private final Replacements replacements;

    /** How a value is stored, beside the item's key and its revision. */
    public interface Form<T> {
        /** The item's key. */
        String name();

        /** The value that was never written. */
        T none();

        Map<String, AttributeValue> write(T value);

        T read(Map<String, AttributeValue> item) throws IOException;
    }

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoSharedTable(DynamoDbClient client, Tables tables, Form<T> form, Backoff backoff) {
        this.table = tables.projections();
        this.form = form;
        this.reads = new KeyReads(client, backoff);
        this.replacements = new Replacements(client, table, reads, new Writes(backoff, table));
    }

    @Override
    public Revised<T> read() {
        return read(form, reads.get(table, key(form)));
    }

    @Override
    public boolean replace(Revised<T> seen, T next) {
        return replace(seen, next, List.of()).isEmpty();
    }

    /**
     * Replaces the value together with other actions, or does nothing.
     *
     * @return what is there instead; empty if it was done
     */
    public Optional<Revised<T>> replace(Revised<T> seen, T next, List<TransactWriteItem> others) {
        var written = seen.next(next);
        var unchanged =
                seen.isFirst() ? Condition.absent(ITEM) : Condition.equal(REVISION, Attributes.number(seen.revision()));
        var change = new Replacements.Change<Revised<T>>(
                item -> read(form, item), there -> there.revision() == seen.revision(), written);
        return replacements.put(key(form), item(form, written), unchanged, others, change);
    }

    private static Map<String, AttributeValue> key(Form<?> form) {
        return Map.of(ITEM, Attributes.text(form.name()));
    }

    /** The item of a value. */
    public static <T> Map<String, AttributeValue> item(Form<T> form, Revised<T> revised) {
        var item = new HashMap<>(form.write(revised.value()));
        item.putAll(key(form));
        item.put(REVISION, Attributes.number(revised.revision()));
        return item;
    }

    /** @param item empty if there is none */
    public static <T> Revised<T> read(Form<T> form, Map<String, AttributeValue> item) {
        return item.isEmpty()
                ? new Revised<>(form.none(), 0)
                : Attributes.read(item, KEYS, () -> new Revised<>(form.read(item), Attributes.number(item, REVISION)));
    }
}
