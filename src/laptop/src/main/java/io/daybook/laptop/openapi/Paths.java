package io.daybook.laptop.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The operations of an API by their paths and methods, in the order in which they were added. */
final class Paths {
    private final Map<String, Map<String, Object>> all = new LinkedHashMap<>();

    Map<String, Map<String, Object>> all() {
        return all;
    }

    void get(String path, Map<String, Object> operation) {
        add(path, "get", operation);
    }

    void post(String path, Map<String, Object> operation) {
        add(path, "post", operation);
    }

    /** What can be read so far. */
    void forEachGet(BiConsumer<String, Map<String, Object>> each) {
        new LinkedHashMap<>(all).forEach((path, methods) -> {
            if (methods.containsKey("get")) {
                each.accept(path, Schemas.map(methods.get("get")));
            }
        });
    }

    private void add(String path, String method, Map<String, Object> operation) {
        all.computeIfAbsent(path, any -> new LinkedHashMap<>()).put(method, operation);
    }
}
