package io.daybook.runtime.wiring;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.feed.GenerationConsumers;
import io.daybook.kernel.feed.ServedProjection;
import io.daybook.kernel.feed.ServedTally;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.replay.Rebuildable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.tally.TallyProjector;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import io.daybook.runtime.signals.GapWatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds what keeps the rows of read models and tallies, generation by generation. */
final class RowKeeping {
    private static final ObjectMapper ANY_JSON = new ObjectMapper();

    private final ReadModels readModels;
    private final Stores stores;
    private final Writing writing;

    /**
     * How rows are written.
     *
     * @param backoff the pauses between attempts to write a row that others write, too
     * @param cachedBytesMax of the rows that each projection keeps in memory
     */
    record Writing(Backoff backoff, long cachedBytesMax) {}

    RowKeeping(ReadModels readModels, Stores stores, Writing writing) {
        this.readModels = readModels;
        this.stores = stores;
        this.writing = writing;
    }

    /** What keeps the rows of one projection, in all its generations. */
    record Kept(String category, GenerationConsumers consumers, boolean isTally) {
        StreamConsumer served() {
            return isTally ? new ServedTally(consumers, category) : new ServedProjection(consumers, category);
        }
    }

    /** By projection. Commits that were not delivered are read from the book and counted. */
    List<Kept> kept() {
        var followed = new GapWatch(stores.events());
        var kept = new ArrayList<Kept>();
        for (var readModel : readModels.model().readModels()) {
            var members = ReadModels.versions(readModel).stream()
                    .map(one -> new GenerationConsumers.Member(
                            ReadModels.edition(one), id -> projector(one, stores.readTables(), id, followed)))
                    .toList();
            var category = readModel.projection().follows().name();
            kept.add(new Kept(category, new GenerationConsumers(members, stores.pictures()), false));
        }
        for (var tally : readModels.model().tallies()) {
            var members = ReadModels.versions(tally).stream()
                    .map(one -> new GenerationConsumers.Member(
                            ReadModels.edition(one), id -> projector(one, stores.readTables(), id, followed)))
                    .toList();
            var category = tally.tally().follows().name();
            kept.add(new Kept(category, new GenerationConsumers(members, stores.pictures()), true));
        }
        return kept;
    }

    /** The present editions, by name, for whoever builds them anew. */
    Map<String, Rebuildable> rebuildable() {
        var rebuildable = new HashMap<String, Rebuildable>();
        for (var readModel : readModels.model().readModels()) {
            rebuildable.put(readModel.projection().name(), new OfReadModel<>(readModel));
        }
        for (var tally : readModels.model().tallies()) {
            rebuildable.put(tally.tally().name(), new OfTally<>(tally));
        }
        return rebuildable;
    }

    private <E, R> StreamConsumer projector(
            ReadModel<E, R> readModel, ReadTables tables, String generation, EventStore book) {
        var projection = readModel.projection();
        return new Projector<>(
                projection,
                ReadModels.indexes(readModel),
                readModels.codec(projection.follows()),
                book,
                tables.open(ReadModels.place(readModel, generation), readModels.codec(readModel)),
                writing.backoff(),
                writing.cachedBytesMax());
    }

    private <E, R> StreamConsumer projector(
            TallyModel<E, R> model, ReadTables tables, String generation, EventStore book) {
        var tally = model.tally();
        var table = tables.openTally(ReadModels.place(model, generation), readModels.codec(model));
        return new TallyProjector<>(
                tally, ReadModels.index(model), readModels.codec(tally.follows()), book, table, writing.backoff());
    }

    private final class OfReadModel<E, R> implements Rebuildable {
        private final ReadModel<E, R> readModel;

        OfReadModel(ReadModel<E, R> readModel) {
            this.readModel = readModel;
        }

        @Override
        public Edition edition() {
            return ReadModels.edition(readModel);
        }

        @Override
        public String category() {
            return readModel.projection().follows().name();
        }

        @Override
        public ReadTables tables() {
            return stores.readTables();
        }

        @Override
        public StreamConsumer consumer(ReadTables tables, String generation, EventStore book) {
            return projector(readModel, tables, generation, book);
        }

        @Override
        public StreamConsumer consumer(String generation) {
            return projector(readModel, tables(), generation, stores.events());
        }

        @Override
        public List<Map<String, Object>> differences(Collection<StreamName> streams, String served, String rebuilt) {
            var keys = streams.stream().map(StreamName::id).toList();
            var codec = readModels.codec(readModel);
            var now = tables().open(ReadModels.place(readModel, served), codec).readAll(keys, true);
            var then =
                    tables().open(ReadModels.place(readModel, rebuilt), codec).readAll(keys, true);
            var differences = new ArrayList<Map<String, Object>>();
            now.forEach((key, row) -> {
                var other = then.get(key);
                if (other != null
                        && other.version() == row.version()
                        && !json(row).equals(json(other))) {
                    differences.add(Map.of(
                            "key", key, "version", row.version(), "served", shown(row), "rebuilt", shown(other)));
                }
            });
            return differences;
        }

        /** Null for a row that is not there any more. */
        private JsonNode json(Row<R> row) {
            return readModels.mapper().valueToTree(row.value());
        }

        /** Empty for a row that is not there any more. The mapper of rows would refuse the nulls of others. */
        private Map<String, Object> shown(Row<R> row) {
            return row.value() == null
                    ? Map.of()
                    : ANY_JSON.convertValue(json(row), new TypeReference<Map<String, Object>>() {});
        }
    }

    private final class OfTally<E, R> implements Rebuildable {
        private final TallyModel<E, R> model;

        OfTally(TallyModel<E, R> model) {
            this.model = model;
        }

        @Override
        public Edition edition() {
            return ReadModels.edition(model);
        }

        @Override
        public String category() {
            return model.tally().follows().name();
        }

        @Override
        public ReadTables tables() {
            return stores.readTables();
        }

        @Override
        public StreamConsumer consumer(ReadTables tables, String generation, EventStore book) {
            return projector(model, tables, generation, book);
        }

        @Override
        public StreamConsumer consumer(String generation) {
            return projector(model, tables(), generation, stores.events());
        }

        @Override
        public List<Map<String, Object>> differences(Collection<StreamName> streams, String served, String rebuilt) {
            return List.of();
        }
    }
}
