package io.daybook.runtime.signals;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.react.ReactorUnavailableException;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.models.ModelCatalog;
import io.daybook.models.counter.Counter;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.models.wallet.WalletEvent.CoinsFilled;
import io.daybook.models.wallet.WalletEvent.CoinsSpent;
import io.daybook.models.wallet.WalletEvent.WalletClosed;
import io.daybook.models.wallet.WalletEvent.WalletOpened;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The model's application with a saga and a reactor that do whatever can go wrong. */
final class Errands implements Catalog {
    private final ModelCatalog model = new ModelCatalog();

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return model.aggregates();
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return model.readModels();
    }

    @Override
    public List<TallyModel<?, ?>> tallies() {
        return model.tallies();
    }

    @Override
    public List<ScalarType<?>> scalars() {
        return model.scalars();
    }

    @Override
    public List<Saga<?>> sagas() {
        return List.of(new Errand());
    }

    @Override
    public List<Reactor<?>> reactors() {
        return List.of(new Bell());
    }

    /** Starts a counter for each wallet, is due a minute later, and gives up when the wallet is closed. */
    private static final class Errand implements Saga<Errand.State> {
        record State(String id) {}

        @Override
        public String name() {
            return "errand";
        }

        @Override
        public List<Category<?, ?, ?>> follows() {
            return List.of(Wallet.CATEGORY);
        }

        @Override
        public Correlation correlate(Recorded<?> recorded) {
            var id = recorded.stream().id();
            return switch ((WalletEvent) recorded.event()) {
                case WalletOpened _ -> new Correlation.Starts(id);
                case WalletClosed() -> new Correlation.Continues(id);
                case CoinsFilled _, CoinsSpent _ -> new Correlation.None();
            };
        }

        @Override
        public Class<State> stateType() {
            return State.class;
        }

        @Override
        public State initial(String id) {
            return new State(id);
        }

        @Override
        public SagaStep<State> react(State state, Trigger trigger, int pending) {
            return switch (trigger) {
                case Trigger.Happened(var recorded)
                when recorded.event() instanceof WalletOpened ->
                    SagaStep.of(
                            state,
                            new Effect.Send<>(Counter.CATEGORY, state.id(), new Counter.Command.Start("visits", 0)),
                            new Effect.StartTimer("look", Duration.ofMinutes(1)));
                case Trigger.Happened _ -> SagaStep.of(state, new Effect.GiveUp("the wallet is closed"));
                case Trigger.Answered _, Trigger.TimerDue _ -> SagaStep.of(state);
            };
        }

        @Override
        public String step(State state) {
            return "waiting";
        }

        @Override
        public boolean isComplete(State state) {
            return false;
        }
    }

    /** A port that never answers. It is called when coins are spent. */
    private static final class Bell implements Reactor<WalletEvent> {
        @Override
        public String name() {
            return "bell";
        }

        @Override
        public Category<?, ?, WalletEvent> follows() {
            return Wallet.CATEGORY;
        }

        @Override
        public boolean concerns(WalletEvent event) {
            return event instanceof CoinsSpent;
        }

        @Override
        public Optional<Effect.Send<?>> react(Recorded<WalletEvent> recorded, String idempotencyKey) {
            throw new ReactorUnavailableException("nobody hears the bell", null);
        }
    }
}
