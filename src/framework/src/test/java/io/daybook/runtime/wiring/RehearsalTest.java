package io.daybook.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.ForwardingEventStore;
import io.daybook.fixture.Wallets;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.models.ModelCatalog;
import io.daybook.models.booking.Booking;
import io.daybook.models.booking.BookingView;
import io.daybook.runtime.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final ModelCatalog CATALOG = new ModelCatalog();

    private final List<String> calls = new ArrayList<>();

    @Test
    void the_tables_of_the_function_are_not_touched() {
        Rehearsal.play(wiring(CATALOG.aggregates()), () -> UUID.randomUUID().toString());
        assertThat(calls).isEmpty();
    }

    @Test
    void a_release_that_would_answer_with_500_does_not_come_up() {
        var broken = new Aggregate<>("bookings", broken(Booking.CATEGORY), new BookingView());
        assertThatThrownBy(() -> Rehearsal.play(
                        wiring(List.of(broken)), () -> UUID.randomUUID().toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("POST /bookings/{id}/make")
                .hasRootCauseInstanceOf(UnsupportedOperationException.class);
    }

    private Wiring wiring(List<Aggregate<?, ?, ?, ?>> aggregates) {
        var store = new ForwardingEventStore(new MemoryEventStore()) {
            @Override
            protected void before(String call) {
                calls.add(call);
            }
        };
        return new Wiring(
                new Model(aggregates, List.of(), List.of(), Set.of(), CATALOG.scalars()),
                Stores.inMemory(store),
                Wallets.settings(0));
    }

    private static <C, S, E> Category<C, S, E> broken(Category<C, S, E> category) {
        var decider = new Decider<C, S, E>() {
            @Override
            public S initial() {
                return category.decider().initial();
            }

            @Override
            public Decision<E> decide(C command, S state) {
                throw new UnsupportedOperationException();
            }

            @Override
            public S evolve(S state, E event) {
                return category.decider().evolve(state, event);
            }
        };
        return new Category<>(
                category.name(), decider, category.commands(), category.events(), category.stateType(), 1);
    }
}
