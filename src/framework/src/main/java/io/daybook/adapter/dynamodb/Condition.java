package io.daybook.adapter.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What must be true of the item that a write replaces. If it is not, the write is refused and returns that item. */
public record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    /** The attribute does not exist; with the hash key, that is the whole item. */
    public static Condition absent(String name) {
        return new Condition("attribute_not_exists(#" + name + ")", Map.of("#" + name, name), Map.of());
    }

    public static Condition equal(String name, AttributeValue value) {
        return compared(name, "=", value);
    }

    public static Condition differs(String name, AttributeValue value) {
        return compared(name, "<>", value);
    }

    private static Condition compared(String name, String operator, AttributeValue value) {
        var expression = "#" + name + " " + operator + " :" + name;
        return new Condition(expression, Map.of("#" + name, name), Map.of(":" + name, value));
    }

    public Condition and(Condition other) {
        return joined("AND", other);
    }

    public Condition or(Condition other) {
        return joined("OR", other);
    }

    private Condition joined(String operator, Condition other) {
        var bothNames = new HashMap<>(names);
        bothNames.putAll(other.names);
        var bothValues = new HashMap<>(values);
        bothValues.putAll(other.values);
        return new Condition(expression + " " + operator + " " + other.expression, bothNames, bothValues);
    }

    /** One attempt. */
    public PutItemRequest put(String table, Map<String, AttributeValue> item) {
        var put = PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(expression)
                .expressionAttributeNames(names)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .overrideConfiguration(Writes.ONE_ATTEMPT);
        // DynamoDB refuses a map without values.
        return (values.isEmpty() ? put : put.expressionAttributeValues(values)).build();
    }

    /** One attempt. */
    public DeleteItemRequest delete(String table, Map<String, AttributeValue> key) {
        var delete = DeleteItemRequest.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(expression)
                .expressionAttributeNames(names)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .overrideConfiguration(Writes.ONE_ATTEMPT);
        return (values.isEmpty() ? delete : delete.expressionAttributeValues(values)).build();
    }

    public TransactWriteItem putAction(String table, Map<String, AttributeValue> item) {
        var put = Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(expression)
                .expressionAttributeNames(names)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return TransactWriteItem.builder()
                .put((values.isEmpty() ? put : put.expressionAttributeValues(values)).build())
                .build();
    }

    public TransactWriteItem deleteAction(String table, Map<String, AttributeValue> key) {
        var delete = Delete.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(expression)
                .expressionAttributeNames(names)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return TransactWriteItem.builder()
                .delete((values.isEmpty() ? delete : delete.expressionAttributeValues(values)).build())
                .build();
    }
}
