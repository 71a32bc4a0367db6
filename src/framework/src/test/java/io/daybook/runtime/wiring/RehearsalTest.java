package io.daybook.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.runtime.Aggregate;
import io.daybook.shop.ShopCatalog;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderView;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.fixture.Accounts;
import io.daybook.fixture.ForwardingEventStore;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.fixture.MemoryStores;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void the_tables_of_the_function_are_not_touched() {
        Rehearsal.play(wiring(Catalog.AGGREGATES), () -> UUID.randomUUID().toString());
        assertThat(calls).isEmpty();
    }

    @Test
    void a_release_that_would_answer_with_500_does_not_come_up() {
        var broken = new Aggregate<>("orders", broken(Order.CATEGORY), new OrderView());
        assertThatThrownBy(() -> Rehearsal.play(
                        wiring(List.of(broken)), () -> UUID.randomUUID().toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("POST /orders/{id}/create")
                .hasRootCauseInstanceOf(UnsupportedOperationException.class);
    }

    private Wiring wiring(List<Aggregate<?, ?, ?, ?>> aggregates) {
        var store = new ForwardingEventStore(new MemoryEventStore()) {
            @Override
            protected void before(String call) {
                calls.add(call);
            }
        };
        return new Wiring(Model.of(aggregates), MemoryStores.with(store), Accounts.settings(0));
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
