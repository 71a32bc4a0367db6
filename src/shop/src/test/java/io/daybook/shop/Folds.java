package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Histories and their folds, for properties that every decider has. */
public final class Folds {
    private Folds() {}

    public static <S, E> S fold(Decider<?, S, E> decider, S start, List<? extends E> events) {
        var state = start;
        for (var event : events) {
            state = decider.evolve(state, event);
        }
        return state;
    }

    /** The events of the commands that were accepted, one command after the other. */
    public static <C, S, E> List<E> history(Decider<C, S, E> decider, int commands, IntFunction<? extends C> command) {
        var events = new ArrayList<E>();
        var state = decider.initial();
        for (int n = 0; n < commands; n++) {
            if (decider.decide(command.apply(n), state) instanceof Decision.Accepted<E>(var decided)) {
                state = fold(decider, state, decided);
                events.addAll(decided);
            }
        }
        return events;
    }

    /** Cuts the history anywhere, keeps the state there as a snapshot would, and folds on from what is read back. */
    public static <S, E> void inPartsEqualsAtOnce(Category<?, S, E> category, List<E> events, Random random) {
        var decider = category.decider();
        int cut = random.nextInt(events.size() + 1);
        var codec = new JacksonStateCodec<>(category.stateType(), ShopForTests.mapper());
        var part = codec.decode(codec.encode(fold(decider, decider.initial(), events.subList(0, cut))));
        assertThat(fold(decider, part, events.subList(cut, events.size())))
                .isEqualTo(fold(decider, decider.initial(), events));
    }
}
