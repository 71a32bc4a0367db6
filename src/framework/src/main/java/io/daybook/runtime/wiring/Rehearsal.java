package io.daybook.runtime.wiring;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.daybook.adapter.dynamodb.EmptyDynamoDb;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.dynamodb.store.DynamoSnapshots;
import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.adapter.lambda.http.JwtCallers;
import io.daybook.adapter.lambda.query.Patience;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.runtime.ReadModel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays commands and queries once while the function initialises, without a body, on a DynamoDB client without a
 * network: all of them in a native image, and on a JVM only the commands that start a stream. When the first real
 * request comes, its classes are loaded, its JSON readers built and the SDK's client warm. A release in which one of
 * these cannot be built does not start. No table is read, and the caches of the real handlers are not touched.
 */
public final class Rehearsal {
    private static final String ID = "rehearsal";
    private static final String ROLES = "roles";

    private Rehearsal() {}

    /**
     * @param ids a new id at each call
     * @throws IllegalStateException if a request would be answered with 500
     */
    public static void play(Wiring wiring, Supplier<String> ids) {
        play(wiring, ids, requests(wiring.model(), true));
    }

    /** Only the commands that start a stream, which is enough to load what all of them share. */
    public static void playInShort(Wiring wiring, Supplier<String> ids) {
        play(wiring, ids, requests(wiring.model(), false));
    }

    private static void play(Wiring wiring, Supplier<String> ids, List<APIGatewayV2HTTPEvent> requests) {
        try (var client = EmptyDynamoDb.client()) {
            var tables = new Tables(ID, ID, ID, ID, ID, ID);
            var settings =
                    new HandlerSettings(1, 1, 0, Backoff.none(), InstantSource.system(), ids, (of, at, other) -> {});
            var stores = new Stores(
                    new DynamoEventStore(client, tables, settings.backoff()),
                    new DynamoSnapshots(client, tables, 1),
                    new DynamoReadTables(client, tables, settings.backoff()),
                    new DynamoSagaTable(client, tables, settings.backoff()));
            var edge = wiring.on(stores, settings)
                    .httpEdge(new HttpSettings(
                            new JwtCallers(ROLES, true),
                            ids,
                            Rehearsal::finished,
                            new Patience(InstantSource.system(), duration -> {})));
            requests.forEach(request -> check(request, edge.answer(request)));
        }
    }

    private static List<APIGatewayV2HTTPEvent> requests(Model model, boolean everything) {
        var requests = new ArrayList<APIGatewayV2HTTPEvent>();
        for (var aggregate : model.aggregates()) {
            var category = aggregate.category();
            for (var view : everything ? List.of("events", "state", "replay") : List.<String>of()) {
                requests.add(request("GET", "/streams/" + category.stream(ID) + "/" + view));
            }
            // Each command has a stream of its own, because nothing that one of them writes can be read by the next.
            for (var command : category.commands()) {
                aggregate
                        .collection()
                        .filter(collection -> everything || command.creates())
                        .map(collection -> "/" + collection + "/for-" + command.name() + "/" + command.name())
                        .ifPresent(path -> requests.add(request("POST", path)));
            }
        }
        if (everything) {
            model.readModels().forEach(readModel -> requests.addAll(queries(readModel)));
            model.tallies().forEach(tally -> requests.add(request("GET", "/analytics/" + tally.name())));
        }
        return requests;
    }

    /** Reads a row, and a list by each of its lookups. A value may be refused, which is an answer, too. */
    private static List<APIGatewayV2HTTPEvent> queries(ReadModel<?, ?> readModel) {
        var path = "/" + readModel.collection();
        var queries = new ArrayList<APIGatewayV2HTTPEvent>();
        queries.add(request("GET", path + "/" + ID));
        for (var lookup : readModel.projection().lookups()) {
            var query = request("GET", path);
            query.setRawQueryString(lookup.parameter().name() + "=" + ID);
            queries.add(query);
        }
        return queries;
    }

    private static APIGatewayV2HTTPEvent request(String method, String path) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withHeaders(Map.of())
                .withRequestContext(RequestContext.builder()
                        .withAuthorizer(RequestContext.Authorizer.builder()
                                .withJwt(RequestContext.Authorizer.JWT
                                        .builder()
                                        .withClaims(Map.of(ROLES, "[operator]"))
                                        .build())
                                .build())
                        .withHttp(
                                RequestContext.Http.builder().withMethod(method).build())
                        .build())
                .build();
    }

    /** Every answer has fields. If a native image does not know a type's fields, its JSON is empty. */
    private static void check(APIGatewayV2HTTPEvent request, APIGatewayV2HTTPResponse answer) {
        if (answer.getBody().equals("{}")) {
            throw new IllegalStateException("rehearsed before the first request: " + request.getRawPath()
                    + " was answered without any field; is a type missing in NativeTypes?");
        }
    }

    private static void finished(InvocationLog.Entry entry, @Nullable Throwable defect) {
        if (defect != null) {
            throw new IllegalStateException("rehearsed before the first request: " + entry.route(), defect);
        }
    }
}
