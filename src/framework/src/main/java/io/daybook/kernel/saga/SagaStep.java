package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import java.util.List;

/** What a saga makes of a trigger. */
@PublicApi
public record SagaStep<S>(S state, List<Effect> effects) {
    public SagaStep {
        effects = List.copyOf(effects);
    }

    public static <S> SagaStep<S> of(S state, Effect... effects) {
        return new SagaStep<>(state, List.of(effects));
    }
}
