package io.daybook.shop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.decide.CommandHandler;
import io.daybook.kernel.decide.Outcome;
import io.daybook.laptop.LocalRuntime;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.account.Account;
import io.daybook.shop.account.AccountCommand;
import io.daybook.shop.account.AccountEvent;
import io.daybook.shop.account.AccountView;
import io.daybook.shop.value.Money;
import io.daybook.testtools.Http;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Commands per second beside the SDK's own conditional puts, in one run: {@code ./mvnw test -Dtest=WriteBenchmark}.
 * Everything shares one machine, DynamoDB Local included, so only the ratios mean anything elsewhere.
 */
@QuarkusTest
class WriteBenchmark {
    private static final int ROUNDS = 5;
    private static final int WRITES_OF_ONE_CLIENT = 400;
    private static final int WRITES_OF_SIXTEEN_CLIENTS = 3_200;
    private static final String RAW = "raw-puts";

    @Inject
    LocalRuntime runtime;

    @Inject
    DynamoDbClient dynamo;

    @Inject
    Wiring wiring;

    private CommandHandler<AccountCommand, Account.State, AccountEvent> accounts;
    private Http http;

    private interface Write {
        /** @return whether it was taken */
        boolean write(String stream, int number);
    }

    @BeforeEach
    void prepare() {
        http = new Http(runtime.httpPort());
        accounts = wiring.handler(new Aggregate<>("accounts", Account.CATEGORY, new AccountView()));
        dynamo.createTable(table -> table.tableName(RAW)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        name -> name.attributeName("stream").attributeType(ScalarAttributeType.S),
                        name -> name.attributeName("version").attributeType(ScalarAttributeType.N))
                .keySchema(
                        key -> key.attributeName("stream").keyType(KeyType.HASH),
                        key -> key.attributeName("version").keyType(KeyType.RANGE)));
    }

    @Test
    void commands_beside_raw_conditional_puts() throws Exception {
        var ways = Map.<String, Write>of(
                "1 raw conditional put",
                this::put,
                "2 command, in process",
                this::command,
                "3 command over HTTP",
                this::request);
        var perSecond = new TreeMap<String, List<Double>>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (int clients : new int[] {1, 16}) {
                int writes = clients == 1 ? WRITES_OF_ONE_CLIENT : WRITES_OF_SIXTEEN_CLIENTS;
                for (var way : new TreeMap<>(ways).entrySet()) {
                    double rate = measure(clients, writes / clients, way.getValue());
                    if (round > 0) { // The first round warms up.
                        perSecond
                                .computeIfAbsent(
                                        String.format(Locale.ROOT, "%2d clients, %s", clients, way.getKey()),
                                        key -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
        }
        perSecond.forEach((what, rates) -> {
            rates.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "%-42s %6.0f/s (min %.0f, max %.0f)%n",
                    what,
                    rates.get(rates.size() / 2),
                    rates.getFirst(),
                    rates.getLast());
        });
    }

    private double measure(int clients, int writesEach, Write way) throws InterruptedException, ExecutionException {
        var streams = new ArrayList<String>();
        for (int i = 0; i < clients; i++) {
            var stream = UUID.randomUUID().toString();
            streams.add(stream);
            accounts.handle(stream, new AccountCommand.Open("Ada", Money.ZERO, "USD"), CommandContext.of("open"));
            http.post("/accounts/" + stream + "-h/open", "{\"owner\":\"Ada\",\"initialDeposit\":0}");
        }
        long begin = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var stream : streams) {
                all.add(executor.submit(() -> {
                    for (int i = 0; i < writesEach; i++) {
                        assertThat(way.write(stream, i)).isTrue();
                    }
                }));
            }
            for (var one : all) {
                one.get();
            }
        }
        return clients * writesEach / ((System.nanoTime() - begin) / 1e9);
    }

    /** An item of the size of a small commit. */
    private boolean put(String stream, int number) {
        dynamo.putItem(put -> put.tableName(RAW)
                .item(Map.of(
                        "stream", AttributeValue.fromS(stream),
                        "version", AttributeValue.fromN(Integer.toString(number)),
                        "data", AttributeValue.fromS("x".repeat(400))))
                .conditionExpression("attribute_not_exists(#stream)")
                .expressionAttributeNames(Map.of("#stream", "stream")));
        return true;
    }

    private boolean command(String stream, int number) {
        var deposit = new AccountCommand.Deposit(new Money(1));
        return accounts.handle(
                        stream, deposit, CommandContext.of(UUID.randomUUID().toString()))
                instanceof Outcome.Accepted;
    }

    private boolean request(String stream, int number) {
        return http.post("/accounts/" + stream + "-h/deposit", "{\"amount\":\"0.01\"}")
                        .status()
                == 200;
    }
}
