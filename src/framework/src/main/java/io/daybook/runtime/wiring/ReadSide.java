package io.daybook.runtime.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.OperatorsOnly;
import io.daybook.adapter.lambda.query.AnalyticsEndpoint;
import io.daybook.adapter.lambda.query.JoinedField;
import io.daybook.adapter.lambda.query.RowEndpoint;
import io.daybook.adapter.lambda.query.RowJson;
import io.daybook.adapter.lambda.query.RowList;
import io.daybook.adapter.lambda.query.Rows;
import io.daybook.adapter.lambda.query.Tallies;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.tally.TallyProjector;
import io.daybook.runtime.Join;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import io.daybook.runtime.signals.GapWatch;
import java.util.ArrayList;
import java.util.List;

/** Builds what keeps the rows of read models and tallies, and what answers queries about them. */
final class ReadSide {
    private final Model model;
    private final Stores stores;
    private final ObjectMapper mapper;
    private final EventStore followed;

    ReadSide(Model model, Stores stores, ObjectMapper mapper) {
        this.model = model;
        this.stores = stores;
        this.mapper = mapper;
        this.followed = new GapWatch(stores.events());
    }

    /**
     * What keeps the rows.
     *
     * @param backoff the pauses between attempts to write a row that others write, too
     * @param cachedBytesMax of the rows that each of them keeps in memory
     */
    List<StreamConsumer> projections(Backoff backoff, long cachedBytesMax) {
        var consumers = new ArrayList<StreamConsumer>();
        model.readModels().forEach(readModel -> consumers.add(projector(readModel, backoff, cachedBytesMax)));
        model.tallies().forEach(tally -> consumers.add(projector(tally, backoff)));
        return consumers;
    }

    List<Endpoint> endpoints(HttpSettings http) {
        var rows = new ArrayList<Rows<?>>();
        model.readModels().forEach(readModel -> rows.add(rows(readModel)));
        var tallies = new ArrayList<Tallies<?>>();
        model.tallies().forEach(tally -> tallies.add(tallies(tally)));
        return List.of(
                new RowEndpoint(rows, new RowList(mapper), http.patience()),
                new OperatorsOnly(new AnalyticsEndpoint(tallies, mapper)));
    }

    private <E, R> StreamConsumer projector(ReadModel<E, R> readModel, Backoff backoff, long cachedBytesMax) {
        var projection = readModel.projection();
        return new Projector<>(
                projection,
                indexes(readModel),
                codec(projection.follows()),
                followed,
                table(readModel),
                backoff,
                cachedBytesMax);
    }

    private <E, R> StreamConsumer projector(TallyModel<E, R> model, Backoff backoff) {
        var tally = model.tally();
        return new TallyProjector<>(tally, index(model), codec(tally.follows()), followed, table(model), backoff);
    }

    private <E> EventCodec<E> codec(Category<?, ?, E> category) {
        return new JacksonEventCodec<>(category.events(), mapper);
    }

    private <R> Rows<R> rows(ReadModel<?, R> readModel) {
        var joins = new ArrayList<JoinedField<R, ?>>();
        readModel.joins().forEach(join -> joins.add(joined(join)));
        return new Rows<>(
                readModel.collection(),
                indexes(readModel),
                table(readModel),
                new RowJson<>(mapper, joins),
                readModel.access());
    }

    private <R, O> JoinedField<R, O> joined(Join<R, O> join) {
        return new JoinedField<>(join.after(), join.field(), join.key(), table(join.other()), join.value());
    }

    private <R> Tallies<R> tallies(TallyModel<?, R> model) {
        return new Tallies<>(
                model.name(), index(model), model.tally(), table(model).rows());
    }

    private static <R> RowIndexes<R> indexes(ReadModel<?, R> readModel) {
        return RowIndexes.of(readModel.table(), readModel.projection().lookups());
    }

    private static String index(TallyModel<?, ?> model) {
        return ReadTables.index(model.table(), TallyProjector.INDEX);
    }

    private <R> ReadTable<R> table(ReadModel<?, R> readModel) {
        var projection = readModel.projection();
        return stores.readTables()
                .open(readModel.table(), projection.name(), JacksonStateCodec.ofRows(projection.rowType(), mapper));
    }

    private <R> TallyTable<R> table(TallyModel<?, R> model) {
        var tally = model.tally();
        return stores.readTables()
                .openTally(model.table(), tally.name(), JacksonStateCodec.ofRows(tally.rowType(), mapper));
    }
}
