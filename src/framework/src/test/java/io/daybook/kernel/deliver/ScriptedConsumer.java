package io.daybook.kernel.deliver;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers as it is told, and writes down how it was called. */
class ScriptedConsumer implements StreamConsumer {
    final List<Map<StreamName, List<Commit>>> calls = new CopyOnWriteArrayList<>();
    final List<Map<StreamName, Set<Long>>> passedOver = new CopyOnWriteArrayList<>();
    volatile Function<StreamName, Progress> script;
    private final String name;
    private final String category;

    ScriptedConsumer(String name, String category, Function<StreamName, Progress> script) {
        this.name = name;
        this.category = category;
        this.script = script;
    }

    static ScriptedConsumer of(String name, Function<StreamName, Progress> script) {
        return new ScriptedConsumer(name, "note", script);
    }

    /** One that is called with all streams at once. */
    static final class Batch extends ScriptedConsumer implements BatchConsumer {
        Batch(String name, String category, Function<StreamName, Progress> script) {
            super(name, category, script);
        }

        @Override
        public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
            calls.add(delivered);
            var progress = new HashMap<StreamName, Progress>();
            delivered.keySet().forEach(stream -> progress.put(stream, script.apply(stream)));
            return progress;
        }
    }

    /** It writes down what it is to pass over, and its script says what comes of it. */
    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        passedOver.add(Map.of(stream, versions));
        return this;
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
    public Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline) {
        calls.add(Map.of(stream, delivered));
        return script.apply(stream);
    }
}
