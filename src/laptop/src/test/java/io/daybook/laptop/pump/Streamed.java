package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.daybook.laptop.pump.stream.StreamedRecord;
import io.daybook.laptop.pump.stream.TableStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A table's stream in memory, which gives what a test appends to it. */
final class Streamed implements TableStream {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private final Deque<List<StreamedRecord>> pages = new ArrayDeque<>();
    private Map<String, String> reached = Map.of();

    static StreamedRecord record(String key, int number) {
        return record("INSERT", key, number);
    }

    static StreamedRecord record(String eventName, String key, int number) {
        var sequenceNumber = Integer.toString(number);
        var json = JsonNodeFactory.instance.objectNode();
        json.put("key", key).putObject("dynamodb").put("SequenceNumber", sequenceNumber);
        return new StreamedRecord(
                new StreamedRecord.Position("arn", "shard", sequenceNumber), key, eventName, AT, json);
    }

    /** Of one key, numbered from {@code first} on. */
    static List<StreamedRecord> records(String key, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> record(key, number))
                .toList();
    }

    synchronized Streamed append(List<StreamedRecord> records) {
        pages.add(List.copyOf(records));
        return this;
    }

    @Override
    public synchronized List<StreamedRecord> poll() {
        return pages.isEmpty() ? List.of() : pages.removeFirst();
    }

    @Override
    public synchronized void reached(Map<String, String> positions) {
        reached = positions;
    }

    synchronized int pagesLeft() {
        return pages.size();
    }

    /** What the pump said last. */
    synchronized Map<String, String> reached() {
        return reached;
    }

    /** A hash key that falls into the given one of so many shards. */
    static String keyOf(int shard, int shards) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "k" + i)
                .filter(key -> Math.floorMod(key.hashCode(), shards) == shard)
                .findFirst()
                .orElseThrow();
    }

    static List<StreamedRecord> mixed(List<StreamedRecord> some, List<StreamedRecord> others) {
        var mixed = new ArrayList<StreamedRecord>();
        for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
            some.stream().skip(i).findFirst().ifPresent(mixed::add);
            others.stream().skip(i).findFirst().ifPresent(mixed::add);
        }
        return mixed;
    }
}
