package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers as it is told, and writes down how it was called. */
final class ScriptedConsumer implements StreamConsumer {
    final List<Map<StreamName, List<Commit>>> calls = new CopyOnWriteArrayList<>();
    volatile Function<StreamName, Progress> script;
    private final String name;
    private final String category;
    private final boolean coalesces;

    ScriptedConsumer(String name, String category, boolean coalesces, Function<StreamName, Progress> script) {
        this.name = name;
        this.category = category;
        this.coalesces = coalesces;
        this.script = script;
    }

    static ScriptedConsumer of(String name, Function<StreamName, Progress> script) {
        return new ScriptedConsumer(name, "note", false, script);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean follows(StreamName stream) {
        return stream.category().equals(category);
    }

    @Override
    public boolean coalesces() {
        return coalesces;
    }

    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        calls.add(delivered);
        var progress = new HashMap<StreamName, Progress>();
        delivered.keySet().forEach(stream -> progress.put(stream, script.apply(stream)));
        return progress;
    }
}
