package io.daybook.adapter.lambda.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.adapter.json.JsonDefectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills a page of a list until it holds enough items or enough bytes. */
public final class PageBuilder {
    /** Source: docs/http.md. An answer of Lambda has at most 6 MB. */
    private static final int BYTES_MAX = 4 * 1024 * 1024;

    private final int limit;
    private final ObjectMapper mapper;
    private final List<RawValue> items = new ArrayList<>();
    private long bytes;

    public PageBuilder(int limit, ObjectMapper mapper) {
        this.limit = limit;
        this.mapper = mapper;
    }

    /** @return false if the page is full and the item was not added; the first item always fits */
    public boolean add(Object item) {
        if (isFull()) {
            return false;
        }
        var text = text(item);
        long size = sizeInAnswer(text);
        if (!items.isEmpty() && bytes + size > BYTES_MAX) {
            return false;
        }
        bytes += size;
        items.add(new RawValue(text));
        return true;
    }

    /** Whether it holds as many items as it may. */
    public boolean isFull() {
        return items.size() == limit;
    }

    public int size() {
        return items.size();
    }

    /** How many more items fit, if they have the average size of those so far. */
    public int roomFor() {
        long bytesLeft = Math.max(0, BYTES_MAX - bytes);
        long more = items.isEmpty() ? limit : bytesLeft * items.size() / Math.max(1, bytes);
        return (int) Math.min(more, limit - items.size());
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    public Page page(@Nullable String next) {
        return new Page(items, next);
    }

    /** Lambda carries the body as a JSON string, in which quotes and backslashes take two bytes. */
    private static long sizeInAnswer(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length
                + text.chars().filter(c -> c == '"' || c == '\\').count();
    }

    private String text(Object item) {
        try {
            return mapper.writeValueAsString(item);
        } catch (JsonProcessingException e) {
            throw new JsonDefectException("an item of a list cannot be written as JSON", e);
        }
    }
}
