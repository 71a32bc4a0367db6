package io.daybook.kernel.process;

import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance between a read and a save. Immutable.
 *
 * @param instance as it is to be saved, except for its state if that has changed
 * @param state null as long as only the instance has it, as text
 * @param unsaved the steps that led here from what is saved
 */
record Draft<S>(SagaInstance instance, @Nullable S state, List<HistoryStep> unsaved) {
    Draft {
        unsaved = List.copyOf(unsaved);
    }

    /** Nothing has changed yet. */
    static <S> Draft<S> of(SagaInstance saved) {
        return new Draft<>(saved, null, List.of());
    }

    Draft<S> with(SagaInstance next) {
        return new Draft<>(next, state, unsaved);
    }

    /** The same after a save, with nothing unsaved. */
    Draft<S> saved(SagaInstance stored) {
        return new Draft<>(stored, state, List.of());
    }

    /** Whether the steps of so many events fit into the next save. */
    boolean hasRoomFor(int events) {
        return unsaved.isEmpty() || unsaved.size() + events <= SagaTable.STEPS_MAX;
    }

    /** One commit may hold more events than a save takes steps; then the last step stands for several events. */
    Draft<S> plus(SagaInstance next, S nextState, HistoryStep step) {
        var steps = new ArrayList<>(unsaved);
        steps.add(steps.size() < SagaTable.STEPS_MAX ? step : step.after(steps.removeLast()));
        return new Draft<>(next, nextState, steps);
    }
}
