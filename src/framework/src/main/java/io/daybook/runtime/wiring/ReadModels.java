package io.daybook.runtime.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.ReadTables.Place;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.StateCodec;
import io.daybook.kernel.tally.TallyProjector;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.ArrayList;
import java.util.List;

/** What writing and reading rows have in common: where they are, and how they are stored. */
record ReadModels(Model model, ObjectMapper mapper) {
    /** The editions that the catalog has of its read models and tallies, the present ones before those they replace. */
    static List<Edition> editions(Model model) {
        var editions = new ArrayList<Edition>();
        model.readModels().forEach(readModel -> versions(readModel).forEach(one -> editions.add(edition(one))));
        model.tallies().forEach(tally -> versions(tally).forEach(one -> editions.add(edition(one))));
        return editions;
    }

    /** The present ones. */
    static List<Edition> present(Model model) {
        var editions = new ArrayList<Edition>();
        model.readModels().forEach(readModel -> editions.add(edition(readModel)));
        model.tallies().forEach(tally -> editions.add(edition(tally)));
        return editions;
    }

    static List<ReadModel<?, ?>> versions(ReadModel<?, ?> present) {
        var former = present.former();
        return former == null ? List.of(present) : List.of(present, former);
    }

    static List<TallyModel<?, ?>> versions(TallyModel<?, ?> present) {
        var former = present.former();
        return former == null ? List.of(present) : List.of(present, former);
    }

    static Edition edition(ReadModel<?, ?> readModel) {
        var projection = readModel.projection();
        return new Edition(projection.name(), projection.version(), projection.readsFrom(), readModel.table(), false);
    }

    static Edition edition(TallyModel<?, ?> model) {
        var tally = model.tally();
        return new Edition(tally.name(), tally.version(), tally.readsFrom(), model.table(), true);
    }

    static Place place(ReadModel<?, ?> readModel, String generation) {
        return new Place(readModel.table(), readModel.projection().name(), generation);
    }

    static Place place(TallyModel<?, ?> model, String generation) {
        return new Place(model.table(), model.tally().name(), generation);
    }

    static <R> RowIndexes<R> indexes(ReadModel<?, R> readModel) {
        return RowIndexes.of(readModel.table(), readModel.projection().lookups());
    }

    static String index(TallyModel<?, ?> model) {
        return ReadTables.index(model.table(), TallyProjector.INDEX);
    }

    <E> EventCodec<E> codec(Category<?, ?, E> category) {
        return new JacksonEventCodec<>(category.events(), mapper);
    }

    <R> StateCodec<R> codec(ReadModel<?, R> readModel) {
        return JacksonStateCodec.ofRows(readModel.projection().rowType(), mapper);
    }

    <R> StateCodec<R> codec(TallyModel<?, R> model) {
        return JacksonStateCodec.ofRows(model.tally().rowType(), mapper);
    }
}
