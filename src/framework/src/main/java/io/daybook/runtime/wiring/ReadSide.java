package io.daybook.runtime.wiring;

import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.OperatorsOnly;
import io.daybook.adapter.lambda.query.AnalyticsEndpoint;
import io.daybook.adapter.lambda.query.JoinedField;
import io.daybook.adapter.lambda.query.RowEndpoint;
import io.daybook.adapter.lambda.query.RowJson;
import io.daybook.adapter.lambda.query.RowList;
import io.daybook.adapter.lambda.query.Rows;
import io.daybook.adapter.lambda.query.Tallies;
import io.daybook.kernel.generation.Pictures;
import io.daybook.kernel.generation.ServedRows;
import io.daybook.runtime.Join;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.ArrayList;
import java.util.List;

/** Builds what answers queries about rows. */
final class ReadSide {
    private final ReadModels readModels;
    private final Stores stores;

    ReadSide(ReadModels readModels, Stores stores) {
        this.readModels = readModels;
        this.stores = stores;
    }

    /** @param pictures which generations are read */
    List<Endpoint> endpoints(HttpSettings http, Pictures pictures) {
        var rows = new ArrayList<Rows<?>>();
        readModels.model().readModels().forEach(readModel -> rows.add(rows(readModel, pictures)));
        var tallies = new ArrayList<Tallies<?>>();
        readModels.model().tallies().forEach(tally -> tallies.add(tallies(tally, pictures)));
        var mapper = readModels.mapper();
        return List.of(
                new RowEndpoint(rows, new RowList(mapper), http.patience()),
                new OperatorsOnly(new AnalyticsEndpoint(tallies, mapper)));
    }

    private <R> Rows<R> rows(ReadModel<?, R> readModel, Pictures pictures) {
        var joins = new ArrayList<JoinedField<R, ?>>();
        readModel.joins().forEach(join -> joins.add(joined(join)));
        return new Rows<>(
                readModel.collection(),
                ReadModels.indexes(readModel),
                served(readModel, pictures),
                new RowJson<>(readModels.mapper(), joins),
                readModel.access());
    }

    /** Joined fields are shown as they are now, whatever generation the row is read from. */
    private <R, O> JoinedField<R, O> joined(Join<R, O> join) {
        return new JoinedField<>(
                join.after(), join.field(), join.key(), served(join.other(), stores.pictures()), join.value());
    }

    private <R> ServedRows<R> served(ReadModel<?, R> readModel, Pictures pictures) {
        var codec = readModels.codec(readModel);
        return new ServedRows<>(
                ReadModels.edition(readModel),
                pictures,
                id -> stores.readTables().open(ReadModels.place(readModel, id), codec));
    }

    private <R> Tallies<R> tallies(TallyModel<?, R> model, Pictures pictures) {
        var codec = readModels.codec(model);
        var served = new ServedRows<R>(
                ReadModels.edition(model),
                pictures,
                id -> stores.readTables()
                        .openTally(ReadModels.place(model, id), codec)
                        .rows());
        return new Tallies<>(model.name(), ReadModels.index(model), model.tally(), served);
    }
}
