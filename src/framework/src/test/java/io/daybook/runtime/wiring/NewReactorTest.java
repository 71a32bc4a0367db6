package io.daybook.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Api;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.memory.MemoryEventScan;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryJobTable;
import io.daybook.kernel.memory.MemoryOperatorTable;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemorySharedTable;
import io.daybook.kernel.memory.MemoryStreamCursors;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.registration.Registrations;
import io.daybook.kernel.registration.Registry;
import io.daybook.kernel.registration.Since;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.work.CostMeter;
import io.daybook.kernel.work.JobSettings;
import io.daybook.models.ModelCatalog;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.runtime.job.JobPorts;
import io.daybook.runtime.job.Working;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A reactor that a later release adds to an application. */
final class NewReactorTest {
    private static final Duration SETTLE = Duration.ofSeconds(125);

    private final MemoryEventStore store = new MemoryEventStore();
    private final Api api = new Api(Model.of(new ModelCatalog()), Stores.inMemory(store));
    private final MemorySharedTable<Registry> table = new MemorySharedTable<>(Registry.NONE);
    private final MemoryStreamCursors cursors = new MemoryStreamCursors();
    private final MemoryParkedStreams parked = new MemoryParkedStreams();
    private final List<String> heard = new ArrayList<>();

    /** Hears which wallets are opened. */
    private record Doorman(String name, boolean fromBeginning, List<String> heard) implements Reactor<WalletEvent> {
        @Override
        public Category<?, ?, WalletEvent> follows() {
            return Wallet.CATEGORY;
        }

        @Override
        public boolean concerns(WalletEvent event) {
            return event instanceof WalletEvent.WalletOpened;
        }

        @Override
        public Optional<Effect.Send<?>> react(Recorded<WalletEvent> recorded, String idempotencyKey) {
            heard.add(name + " " + recorded.stream());
            return Optional.empty();
        }
    }

    private Doorman doorman(String name, boolean fromBeginning) {
        return new Doorman(name, fromBeginning, heard);
    }

    private Processes release(Reactor<?>... reactors) {
        var context = new Registrations.Context(Since.started(api.now), SETTLE, () -> api.now, Backoff.none());
        return api.wiring()
                .processes(
                        List.of(),
                        List.of(reactors),
                        new Processes.Ports(
                                cursors,
                                parked,
                                new SagaSettings(() -> api.now, Backoff.none(), 3, Runnable::run),
                                failure -> {},
                                new Processes.Registering(table, context)));
    }

    private Map<StreamName, List<Commit>> open(String wallet) {
        api.now = api.now.plusSeconds(1);
        assertThat(api.post("/wallets/" + wallet + "/open", "{\"owner\":\"ada\",\"content\":1}")
                        .status())
                .isEqualTo(201);
        var stream = StreamName.parse("wallet-" + wallet);
        return Map.of(stream, store.all(stream));
    }

    private void deliver(Processes release, Map<StreamName, List<Commit>> commits) {
        registrations(release).delivered(commits);
        var react = new Consumers(release.consumers(), parked, () -> api.now, 1, failure -> {});
        assertThat(react.deliver(commits, Deadline.none())).isEmpty();
    }

    private static Registrations registrations(Processes release) {
        return Objects.requireNonNull(release.registrations());
    }

    @Test
    void hears_what_happens_since_and_operators_see_from_when_on() {
        deliver(release(doorman("old", false)), open("a1"));
        api.now = api.now.plusSeconds(1);
        var next = release(doorman("old", false), doorman("new", false), doorman("curious", true));
        deliver(next, open("a2"));
        assertThat(heard)
                .containsExactlyInAnyOrder("old wallet-a1", "old wallet-a2", "new wallet-a2", "curious wallet-a2");
        assertThat(api.admin(parked, next, new MemoryOperatorTable())
                        .get("/admin/consumers?limit=100")
                        .json()
                        .path("items"))
                .filteredOn(item -> item.path("kind").asText().equals("reactor"))
                .extracting(item -> item.path("name").asText() + " " + item.path("since"))
                .containsExactly("old null", "new \"2026-11-23T08:00:02.123Z\"", "curious null");
    }

    @Test
    void is_reconciled_by_itself_once() {
        deliver(release(doorman("old", false)), open("a1"));
        var next = release(doorman("old", false), doorman("new", false), doorman("curious", true));
        deliver(next, open("a2"));
        var jobs = api.wiring()
                .jobSide(
                        new JobPorts(
                                new MemoryJobTable(),
                                new MemoryEventScan(store),
                                (job, segment, after) -> {},
                                CostMeter.none(),
                                new JobSettings(() -> api.now, pause -> {}, 1, SETTLE, SETTLE),
                                SETTLE,
                                1),
                        new Working(next.consumers(), parked, failure -> {}, Instructions.none()));
        jobs.sweep(registrations(next));
        assertThat(jobs.jobs().list(null, 10).jobs()).isEmpty();
        api.now = api.now.plus(SETTLE);
        jobs.sweep(registrations(next));
        jobs.sweep(registrations(release(doorman("new", false))));
        var wanted = new JobOrder(JobKind.RECONCILE, null, null, null, false, false, List.of("curious", "new"));
        assertThat(jobs.jobs().progressOf(jobs.jobs().list(null, 10)))
                .extracting(JobProgress::job)
                .extracting(job -> job.order())
                .containsExactly(wanted);
    }
}
