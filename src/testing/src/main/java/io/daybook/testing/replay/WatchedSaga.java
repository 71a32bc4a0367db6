package io.daybook.testing.replay;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.StateUpcaster;
import io.daybook.kernel.saga.Trigger;
import java.util.List;
import java.util.function.BiConsumer;

/** A saga that is watched while it reacts. */
record WatchedSaga<S>(Saga<S> saga, BiConsumer<Trigger, SagaStep<S>> watcher) implements Saga<S> {
    @Override
    public SagaStep<S> react(S state, Trigger trigger, int pending) {
        var reaction = saga.react(state, trigger, pending);
        watcher.accept(trigger, reaction);
        return reaction;
    }

    @Override
    public String name() {
        return saga.name();
    }

    @Override
    public List<Category<?, ?, ?>> follows() {
        return saga.follows();
    }

    @Override
    public Correlation correlate(Recorded<?> recorded) {
        return saga.correlate(recorded);
    }

    @Override
    public Class<S> stateType() {
        return saga.stateType();
    }

    @Override
    public int version() {
        return saga.version();
    }

    @Override
    public List<StateUpcaster> upcasters() {
        return saga.upcasters();
    }

    @Override
    public S initial(String id) {
        return saga.initial(id);
    }

    @Override
    public String step(S state) {
        return saga.step(state);
    }

    @Override
    public boolean isComplete(S state) {
        return saga.isComplete(state);
    }
}
