package io.daybook.shop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.account.Account;
import io.daybook.shop.account.AccountCommand;
import io.daybook.shop.account.AccountEvent;
import io.daybook.shop.account.AccountView;
import io.daybook.shop.value.Money;
import io.daybook.testtools.DynamoDbForTests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Warm commands per second beside the SDK's own conditional puts: {@code ./mvnw test -pl src/shop -am
 * -Dtest=WriteBenchmark -Dsurefire.failIfNoSpecifiedTests=false}. Both write the same item into the same table with the
 * same client, by turns; there is no container, and no projection or saga runs behind them. Snapshots are off. DynamoDB
 * Local shares the machine, so only the ratios mean anything elsewhere.
 */
class WriteBenchmark {
    private static final int ROUNDS = Integer.getInteger("daybook.bench.rounds", 9);
    private static final int WRITES_OF_ONE_CLIENT = 400;
    private static final int WRITES_OF_SIXTEEN_CLIENTS = 3_200;
    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);

    private final DynamoDbClient dynamo = DynamoDbForTests.client();
    private final CommandHandler<AccountCommand, Account.State, AccountEvent> accounts = new Wiring(
                    ShopForTests.MODEL,
                    Stores.inMemory(new DynamoEventStore(dynamo, TABLES, Backoff.none())),
                    ShopForTests.settings())
            .handler(new Aggregate<>("accounts", Account.CATEGORY, new AccountView()));

    /** The commit of a deposit, as it is stored. */
    private Map<String, AttributeValue> item = Map.of();

    private interface Write {
        /** @param version that it has in its stream */
        void write(String account, int version);
    }

    @BeforeEach
    void prepare() {
        var account = UUID.randomUUID().toString();
        open(account);
        command(account, 2);
        item = dynamo.getItem(get -> get.tableName(TABLES.events())
                        .key(Map.of(
                                "stream", AttributeValue.fromS("account-" + account),
                                "version", AttributeValue.fromN("2")))
                        .consistentRead(true))
                .item();
        assertThat(item).isNotEmpty();
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    @Test
    void commands_beside_raw_conditional_puts() throws Exception {
        compare(1, WRITES_OF_ONE_CLIENT);
        compare(16, WRITES_OF_SIXTEEN_CLIENTS);
    }

    /** The two by turns, and each of them first in every other round. */
    private void compare(int clients, int writes) throws InterruptedException, ExecutionException {
        var puts = new ArrayList<Double>();
        var commands = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        for (int round = 0; round <= ROUNDS; round++) {
            double first = measure(clients, writes / clients, round % 2 == 0 ? this::put : this::command);
            double second = measure(clients, writes / clients, round % 2 == 0 ? this::command : this::put);
            if (round > 0) { // The first round warms up.
                puts.add(round % 2 == 0 ? first : second);
                commands.add(round % 2 == 0 ? second : first);
                ratios.add(commands.getLast() / puts.getLast());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%2d clients: %s puts/s, %s commands/s, ratio %s%n",
                clients,
                spread("%.0f", puts),
                spread("%.0f", commands),
                spread("%.2f", ratios));
    }

    private static String spread(String format, List<Double> values) {
        values.sort(null);
        return String.format(
                Locale.ROOT,
                format + " (" + format + ".." + format + ")",
                values.get(values.size() / 2),
                values.getFirst(),
                values.getLast());
    }

    private double measure(int clients, int writesEach, Write way) throws InterruptedException, ExecutionException {
        var streams = new ArrayList<String>();
        for (int i = 0; i < clients; i++) {
            streams.add(UUID.randomUUID().toString());
            open(streams.getLast());
        }
        long begin = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var stream : streams) {
                all.add(executor.submit(() -> {
                    for (int version = 2; version < 2 + writesEach; version++) {
                        way.write(stream, version);
                    }
                }));
            }
            for (var one : all) {
                one.get();
            }
        }
        return clients * writesEach / ((System.nanoTime() - begin) / 1e9);
    }

    private void open(String account) {
        accept(account, new AccountCommand.Open("Ada", Money.ZERO, "USD"));
    }

    /** As the event store asks DynamoDB. */
    private void put(String account, int version) {
        var mine = new HashMap<>(item);
        mine.put("stream", AttributeValue.fromS("account-" + account));
        mine.put("version", AttributeValue.fromN(Integer.toString(version)));
        dynamo.putItem(put -> put.tableName(TABLES.events())
                .item(mine)
                .conditionExpression("attribute_not_exists(#stream)")
                .expressionAttributeNames(Map.of("#stream", "stream"))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    }

    private void command(String account, int version) {
        assertThat(accept(account, new AccountCommand.Deposit(new Money(1)))).isEqualTo(version);
    }

    private long accept(String account, AccountCommand command) {
        var context = CommandContext.of(UUID.randomUUID().toString());
        if (accounts.handle(account, command, context) instanceof Outcome.Accepted accepted) {
            return accepted.version();
        }
        throw new AssertionError("not accepted: " + command);
    }
}
