package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The result of a trigger: the next state, and what is to be done. */
@PublicApi
public record SagaStep<S>(S state, List<Effect> effects) {
    public SagaStep {
        effects = List.copyOf(effects);
    }

    public static <S> SagaStep<S> of(S state, Effect... effects) {
        return new SagaStep<>(state, List.of(effects));
    }

    /** The same step with this effect added. */
    public SagaStep<S> and(Effect effect) {
        return then(now -> new SagaStep<>(now, List.of(effect)));
    }

    /** Adds the step that follows from the state of this one. */
    public SagaStep<S> then(Function<? super S, SagaStep<S>> next) {
        var following = next.apply(state);
        var all = new ArrayList<>(effects);
        all.addAll(following.effects);
        return new SagaStep<>(following.state, all);
    }
}
