package io.daybook.laptop.pump.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Writes a stream record as Lambda does. Source: Lambda developer guide, "Using Lambda with DynamoDB", example event.
 */
final class RecordJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RecordJson() {}

    static ObjectNode of(Record record, String streamArn) {
        var shown = record.dynamodb();
        var json = JSON.objectNode();
        json.put("eventID", record.eventID())
                .put("eventName", record.eventNameAsString())
                .put("eventVersion", record.eventVersion())
                .put("eventSource", record.eventSource())
                .put("awsRegion", record.awsRegion());
        var change = json.putObject("dynamodb");
        change.put(
                "ApproximateCreationDateTime",
                shown.approximateCreationDateTime().getEpochSecond());
        change.set("Keys", item(shown.keys()));
        if (shown.hasNewImage()) {
            change.set("NewImage", item(shown.newImage()));
        }
        if (shown.hasOldImage()) {
            change.set("OldImage", item(shown.oldImage()));
        }
        change.put("SequenceNumber", shown.sequenceNumber())
                .put("SizeBytes", shown.sizeBytes())
                .put("StreamViewType", shown.streamViewTypeAsString());
        return json.put("eventSourceARN", streamArn);
    }

    private static ObjectNode item(Map<String, AttributeValue> item) {
        var json = JSON.objectNode();
        item.forEach((name, value) -> json.set(name, value(value)));
        return json;
    }

    private static ObjectNode value(AttributeValue value) {
        var json = JSON.objectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", value.b().asByteArray());
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            case NS -> value.ns().forEach(json.putArray("NS")::add);
            case BS -> value.bs().stream().map(SdkBytes::asByteArray).forEach(json.putArray("BS")::add);
            case M -> json.set("M", item(value.m()));
            case L -> value.l().stream().map(RecordJson::value).forEach(json.putArray("L")::add);
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an attribute has an unknown type");
        }
        return json;
    }
}
