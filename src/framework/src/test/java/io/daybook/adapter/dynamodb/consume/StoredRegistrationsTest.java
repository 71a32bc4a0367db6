package io.daybook.adapter.dynamodb.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.DynamoSharedTable;
import io.daybook.adapter.dynamodb.Ledger;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.fixture.Commits;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.registration.Newcomer;
import io.daybook.kernel.registration.Registration;
import io.daybook.kernel.registration.Registrations;
import io.daybook.kernel.registration.Registry;
import io.daybook.kernel.registration.Since;
import io.daybook.kernel.shared.Revised;
import io.daybook.kernel.shared.SharedTable;
import io.daybook.kernel.shared.SharedTableContract;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StoredRegistrationsTest extends SharedTableContract<Registry> {
    private static final Ledger LEDGER = new Ledger();
    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(LEDGER))
            .build();
    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);
    private static final RegistrationItems FORM = new RegistrationItems();
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    /** All tests share one item. */
    @Override
    protected SharedTable<Registry> fresh() {
        CLIENT.deleteItem(delete ->
                delete.tableName(TABLES.projections()).key(Map.of("item", AttributeValue.fromS("registrations"))));
        return table();
    }

    @Override
    protected Registry none() {
        return Registry.NONE;
    }

    @Override
    protected Registry some(int number) {
        return new Registry(Map.of(
                "journey", new Registration(Registration.BEGINNING, null),
                "listener", new Registration(AT, AT.plusSeconds(number)),
                "late", new Registration(Registration.BEGINNING, AT.plusSeconds(126)),
                "old", new Registration(AT.minusSeconds(1), null)));
    }

    private static SharedTable<Registry> table() {
        return new DynamoSharedTable<>(CLIENT, TABLES, FORM, Backoff.none());
    }

    @Test
    void registrations_are_stored_with_exactly_these_attributes() {
        var registry = new Revised<>(
                new Registry(Map.of(
                        "journey", new Registration(Registration.BEGINNING, null),
                        "listener", new Registration(AT, AT.plusSeconds(125)))),
                3);
        var item = Map.of(
                "item", AttributeValue.fromS("registrations"),
                "revision", AttributeValue.fromN("3"),
                "consumers",
                        AttributeValue.fromM(Map.of(
                                "journey",
                                AttributeValue.fromM(Map.of()),
                                "listener",
                                AttributeValue.fromM(Map.of(
                                        "since", AttributeValue.fromN("1772366400123"),
                                        "reconcileAt", AttributeValue.fromN("1772366525123"))))));
        assertThat(DynamoSharedTable.item(FORM, registry)).isEqualTo(item);
        assertThat(DynamoSharedTable.read(FORM, item)).isEqualTo(registry);
        var other = Map.of("item", AttributeValue.fromS("registrations"));
        assertThatThrownBy(() -> DynamoSharedTable.read(FORM, other)).isInstanceOf(CorruptStreamException.class);
    }

    /** The page on costs says the same. */
    @Test
    void an_instance_pays_one_read_for_its_first_batch_and_nothing_for_any_other() {
        fresh();
        var first = registrations();
        assertThat(LEDGER.of(() -> deliver(first))).isEqualTo(new Capacity(2, 1, 1));
        var cold = registrations();
        assertThat(LEDGER.of(() -> deliver(cold))).isEqualTo(new Capacity(1, 1, 0));
        assertThat(LEDGER.of(() -> deliver(cold))).isEqualTo(Capacity.NONE);
    }

    private static void deliver(Registrations registrations) {
        var stream = Commits.newStream();
        registrations.delivered(Map.of(stream, List.of(Commits.commit(stream, 1, 1))));
        assertThat(registrations.since("journey")).contains(Registration.BEGINNING);
    }

    private static Registrations registrations() {
        return new Registrations(
                table(),
                List.of(new Newcomer("journey", false)),
                new Registrations.Context(Since.deployed(AT), Duration.ofSeconds(125), () -> AT, Backoff.none()));
    }
}
