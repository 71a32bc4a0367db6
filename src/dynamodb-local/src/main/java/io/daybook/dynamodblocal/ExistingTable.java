package io.daybook.dynamodblocal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table that an earlier release created in the data directory. Adds the indexes that it lacks. */
final class ExistingTable {
    /** How often to check whether an index has been filled; each check takes some milliseconds. */
    private static final int LOOKS_MAX = 10_000;

    private final DynamoDbClient client;
    private final CreateTableRequest wanted;

    ExistingTable(DynamoDbClient client, CreateTableRequest wanted) {
        this.client = client;
        this.wanted = wanted;
    }

    /** @throws LocalRuntimeException if the table has another key or kind than the template's */
    void addIndexes() {
        TableDescription there = describe();
        if (!there.keySchema().equals(wanted.keySchema())) {
            throw differs("key");
        }
        Map<String, GlobalSecondaryIndexDescription> indexes = there.globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndexDescription::indexName, index -> index));
        for (GlobalSecondaryIndex index : wanted.globalSecondaryIndexes()) {
            GlobalSecondaryIndexDescription existing = indexes.get(index.indexName());
            if (existing == null) {
                add(index);
            } else if (!existing.keySchema().equals(index.keySchema())
                    || !existing.projection().equals(index.projection())) {
                throw differs("index " + index.indexName());
            }
        }
    }

    private void add(GlobalSecondaryIndex index) {
        Set<String> used = describe().attributeDefinitions().stream()
                .map(AttributeDefinition::attributeName)
                .collect(Collectors.toCollection(HashSet::new));
        index.keySchema().stream().map(KeySchemaElement::attributeName).forEach(used::add);
        client.updateTable(update -> update.tableName(wanted.tableName())
                .attributeDefinitions(wanted.attributeDefinitions().stream()
                        .filter(attribute -> used.contains(attribute.attributeName()))
                        .toList())
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection()))
                        .build()));
        for (int look = 0; look < LOOKS_MAX; look++) {
            if (describe().globalSecondaryIndexes().stream()
                    .anyMatch(
                            it -> it.indexName().equals(index.indexName()) && it.indexStatus() == IndexStatus.ACTIVE)) {
                return;
            }
        }
        throw new LocalRuntimeException(
                "The index " + index.indexName() + " of the table " + wanted.tableName() + " does not become ready");
    }

    private TableDescription describe() {
        return client.describeTable(describe -> describe.tableName(wanted.tableName()))
                .table();
    }

    private LocalRuntimeException differs(String what) {
        return new LocalRuntimeException("The table " + wanted.tableName() + " in the data directory has another "
                + what + " than this release: move the directory away, or set another daybook.local.data-directory");
    }
}
