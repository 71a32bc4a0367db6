package io.daybook.fixture;

import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.shop.ShopCatalog;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.wiring.Stores;
import io.daybook.kernel.consume.Consumers;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.ReadTable;
import io.daybook.kernel.project.ReadTables;
import io.daybook.kernel.store.Snapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Commands and queries in memory, with projections that go on when they are told to. */
public final class ReadApi {
    public final MemoryEventStore store = new MemoryEventStore();
    public final MemoryParkedStreams parked = new MemoryParkedStreams();
    public final Api api;
    private final Stores stores;
    private final Consumers consumers;

    public ReadApi() {
        this(Catalog.MODEL);
    }

    public ReadApi(Model model) {
        this(model, new MemoryReadTables());
    }

    public ReadApi(Model model, ReadTables readTables) {
        this.stores = new Stores(store, Snapshots.none(), readTables, new MemorySagaTable());
        this.api = new Api(model, stores, "a key that signs cursors, for tests");
        this.consumers = new Consumers(api.projections(), parked, () -> api.now, 1);
    }

    /** Brings every row up to date. */
    public void project() {
        var everything = store.streams().collect(Collectors.toMap(stream -> stream, stream -> List.<Commit>of()));
        consumers.deliver(everything, Deadline.none());
    }

    public void project(String stream) {
        var one = new HashMap<StreamName, List<Commit>>();
        one.put(StreamName.parse(stream), List.of());
        consumers.deliver(one, Deadline.none());
    }

    /** A command that must be taken, and the rows after it. */
    public ReadApi after(String path, String body) {
        var answer = api.post(path, body);
        if (answer.status() > 201) {
            throw new AssertionError(path + " was answered " + answer);
        }
        project();
        return this;
    }

    public Api admin() {
        return api.admin(parked);
    }

    public Api.Answer get(String path) {
        return api.get(path);
    }

    /** The values of one field of the items of a list. */
    public List<String> list(String path, String field) {
        return texts(get(path), field);
    }

    /** The same, page by page to the end. */
    public List<String> walk(String path, String field) {
        var all = new ArrayList<String>();
        var next = "";
        do {
            var page = get(next.isEmpty() ? path : path + "&cursor=" + next);
            all.addAll(texts(page, field));
            next = page.json().path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));
        return all;
    }

    /** The rows themselves, to make them as they would be after anything that can go wrong. */
    public <R> ReadTable<R> rows(ReadModel<?, R> readModel) {
        var codec = new JacksonStateCodec<>(readModel.rowType(), Json.mapper(Catalog.SCALARS));
        return stores.readTables()
                .open(readModel.table(), readModel.projection().name(), codec);
    }

    private static List<String> texts(Api.Answer answer, String field) {
        if (answer.status() != 200) {
            throw new AssertionError("no list: " + answer);
        }
        var texts = new ArrayList<String>();
        answer.json().path("items").forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }
}
