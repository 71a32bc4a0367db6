package io.daybook.shop.http;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.shop.ShopApi;
import io.daybook.testtools.FunctionClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Commands and queries of the shop in memory, with projections that go on when they are told to. */
final class ShopReads {
    final MemoryEventStore store = new MemoryEventStore();
    final ShopApi api = new ShopApi(store);
    final MemoryParkedStreams parked = new MemoryParkedStreams();
    private final Consumers consumers = new Consumers(api.projections(), parked, () -> api.now, 1, failure -> {});

    /** Brings every row up to date. */
    void project() {
        var everything = store.streams().collect(Collectors.toMap(stream -> stream, stream -> List.<Commit>of()));
        consumers.deliver(everything, Deadline.none());
    }

    void project(String stream) {
        var one = new HashMap<StreamName, List<Commit>>();
        one.put(StreamName.parse(stream), List.of());
        consumers.deliver(one, Deadline.none());
    }

    /** A command that must be taken, and the rows after it. */
    ShopReads after(String path, String body) {
        var answer = api.post(path, body);
        if (answer.status() > 201) {
            throw new AssertionError(path + " was answered " + answer);
        }
        project();
        return this;
    }

    Answer get(String path) {
        return api.get(path);
    }

    /** The values of one field of the items of a list. */
    List<String> list(String path, String field) {
        return texts(get(path), field);
    }

    /** The same, page by page to the end. */
    List<String> walk(String path, String field) {
        var all = new ArrayList<String>();
        var next = "";
        do {
            var page = get(next.isEmpty() ? path : path + "&cursor=" + next);
            all.addAll(texts(page, field));
            next = page.json().path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));
        return all;
    }

    private static List<String> texts(Answer answer, String field) {
        if (answer.status() != 200) {
            throw new AssertionError("no list: " + answer);
        }
        var texts = new ArrayList<String>();
        answer.json().path("items").forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }
}
