package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Wallets.fill;
import static io.daybook.fixture.Wallets.open;
import static io.daybook.fixture.Wallets.settings;
import static io.daybook.fixture.Wallets.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Ledger;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.fixture.Commits;
import io.daybook.fixture.Wallets;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletCommand;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.testtools.DynamoDbForTests;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a command costs, in requests, read units and write units. The tables in docs/costs.md say the same. */
final class CapacityLedgerTest {
    private static final Ledger LEDGER = new Ledger();
    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(LEDGER))
            .build();
    private static final EventStore STORE =
            new DynamoEventStore(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private static final Snapshots SNAPSHOTS =
            new DynamoSnapshots(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), DynamoSnapshots.KEPT_DEFAULT);
    private static final Wallets WALLETS = new Wallets(
            new JacksonEventCodec<>(WalletEvent.TYPES, Json.mapper(List.of(Coins.TYPE))),
            new JacksonStateCodec<>(Wallet.State.class, Json.mapper(List.of(Coins.TYPE))),
            STORE);

    private final String id = Commits.newStream().id();

    /** A wallet of 100 events that this instance has just written. */
    private CommandHandler<WalletCommand, Wallet.State, WalletEvent> warm = instance();

    @BeforeEach
    void a_stream_of_100_events() {
        warm.handle(id, open("1.00"), command());
        for (int version = 2; version <= 100; version++) {
            warm.handle(id, fill("1.00"), command());
        }
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void a_warm_command_is_one_request_and_one_write_unit() {
        assertThat(cost(warm, fill("1.00"), command())).isEqualTo(new Capacity(1, 0, 1));
    }

    @Test
    void a_command_that_starts_a_stream_is_one_request_and_one_write_unit() {
        assertThat(LEDGER.of(
                        () -> accepted(instance().handle(Commits.newStream().id(), open("1.00"), command()))))
                .isEqualTo(new Capacity(1, 0, 1));
    }

    /** Eleven units for the page of 100 commits, half of one for the look for a snapshot. */
    @Test
    void a_cold_command_also_reads_the_stream() {
        assertThat(cost(instance(), fill("1.00"), command())).isEqualTo(new Capacity(3, 11.5, 1));
    }

    /** The lost write, what follows its winner, and the second write. */
    @Test
    void a_command_that_meets_another_is_three_requests() {
        accepted(instance().handle(id, fill("1.00"), command()));
        assertThat(cost(warm, fill("1.00"), command())).isEqualTo(new Capacity(3, 1, 2));
    }

    /** The commit is read again, so that the answer equals the first one. */
    @Test
    void a_duplicate_that_the_cache_knows_is_one_small_read() {
        var context = command();
        accepted(warm.handle(id, fill("1.00"), context));
        assertThat(cost(warm, fill("1.00"), context)).isEqualTo(new Capacity(1, 1, 0));
    }

    /** The failed condition brings the commit back. */
    @Test
    void a_duplicate_that_the_cache_does_not_know_is_one_lost_write() {
        var context = command();
        accepted(instance().handle(id, fill("1.00"), context));
        assertThat(cost(warm, fill("1.00"), context)).isEqualTo(new Capacity(1, 0, 1));
    }

    @Test
    void a_rejection_is_one_look_at_the_end_of_the_stream() {
        assertThat(LEDGER.of(() ->
                        assertThat(warm.handle(id, spend("1000.00"), command())).isInstanceOf(Outcome.Rejected.class)))
                .isEqualTo(new Capacity(1, 1, 0));
    }

    /** A transaction writes two items, each for two units. */
    @Test
    void a_command_that_is_remembered_for_ever_is_four_write_units() {
        assertThat(cost(warm, fill("1.00"), command().rememberedForever())).isEqualTo(new Capacity(1, 0, 4));
    }

    @Test
    void a_rejection_that_is_remembered_for_ever_is_a_look_and_a_receipt() {
        assertThat(LEDGER.of(() -> assertThat(
                                warm.handle(id, spend("1000.00"), command().rememberedForever()))
                        .isInstanceOf(Outcome.Rejected.class)))
                .isEqualTo(new Capacity(2, 1, 1));
    }

    @Test
    void taking_a_claim_is_four_write_units_and_exchanging_it_six() {
        var mapper = Json.mapper(List.of());
        var nicknames = new CommandHandler<>(
                Nicknames.CATEGORY,
                new JacksonEventCodec<>(Nicknames.TYPES, mapper),
                new JacksonStateCodec<>(Nicknames.State.class, mapper),
                STORE,
                SNAPSHOTS,
                settings(0));
        var first = new Nicknames.Take(id + "-first");
        var second = new Nicknames.Take(id + "-second");
        assertThat(LEDGER.of(() -> accepted(nicknames.handle(id, first, command()))))
                .isEqualTo(new Capacity(1, 0, 4));
        assertThat(LEDGER.of(() -> accepted(nicknames.handle(id, second, command()))))
                .isEqualTo(new Capacity(1, 0, 6));
        assertThat(LEDGER.of(() -> accepted(nicknames.handle(id, second, command()))))
                .isEqualTo(new Capacity(1, 0, 1));
    }

    private static CommandHandler<WalletCommand, Wallet.State, WalletEvent> instance() {
        return WALLETS.instance(STORE, SNAPSHOTS, settings(0));
    }

    private static CommandContext command() {
        return CommandContext.of(UUID.randomUUID().toString());
    }

    private Capacity cost(
            CommandHandler<WalletCommand, Wallet.State, WalletEvent> handler,
            WalletCommand command,
            CommandContext context) {
        return LEDGER.of(() -> accepted(handler.handle(id, command, context)));
    }

    private static void accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
}
