package io.daybook.laptop.purse;

import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import jakarta.inject.Singleton;
import java.util.List;

/** The application that runs on the laptop in the tests of this module. */
@Singleton
public final class PurseCatalog implements Catalog {
    public static final Aggregate<PurseCommand, Purse.State, PurseEvent, PurseView.Row> PURSES =
            new Aggregate<>("purses", Purse.CATEGORY, new PurseView());

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return List.of(PURSES);
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(new ReadModel<>("purses", "purses", new PurseView()));
    }

    @Override
    public List<TallyModel<?, ?>> tallies() {
        return List.of(new TallyModel<>("openings", "openings", new Openings()));
    }
}
