package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.registration.RegistrationTable;
import io.daybook.kernel.registration.Registry;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * From when on sagas and reactors take events, on DynamoDB, in the table of projections. All registrations are one item,
 * so that one read shows whether this is the first release that has any. Safe for use by several threads.
 */
public final class DynamoRegistrationTable implements RegistrationTable {
    private final String table;
    private final KeyReads reads;
    private final Replacements replacements;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoRegistrationTable(DynamoDbClient client, Tables tables, Backoff backoff) {
        this.table = tables.projections();
        this.reads = new KeyReads(client, backoff);
        this.replacements = new Replacements(client, table, reads, new Writes(backoff, table));
    }

    @Override
    public Registry read() {
        return RegistrationItems.registry(reads.get(table, RegistrationItems.KEY));
    }

    @Override
    public boolean replace(Registry seen, Registry next) {
        var written = new Registry(next.registrations(), seen.revision() + 1);
        var unchanged = seen.revision() == 0
                ? Condition.absent(ProgressItems.ITEM)
                : Condition.equal(RegistrationItems.REVISION, Attributes.number(seen.revision()));
        var change = new Replacements.Change<Registry>(
                RegistrationItems::registry, there -> there.revision() == seen.revision(), written);
        return replacements
                .put(RegistrationItems.KEY, RegistrationItems.of(written), unchanged, List.of(), change)
                .isEmpty();
    }
}
