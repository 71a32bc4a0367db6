package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.shop.ShopApi;
import io.daybook.shop.ShopForTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the shop that clients may send has a route, and takes whatever they send without a defect. */
final class RoutesTest {
    private final MemoryEventStore store = new MemoryEventStore();
    private final ShopApi api = new ShopApi(store);

    static Stream<Arguments> commands() {
        return ShopForTests.CATALOG.aggregates().stream()
                .flatMap(aggregate -> aggregate.collection().stream()
                        .flatMap(collection -> aggregate.category().commands().stream()
                                .map(command -> Arguments.of(collection, command))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_exposed_command_has_a_route_and_no_other(String collection, CommandType<?> command) {
        var path = "/" + collection + "/x1/" + command.name();
        assertThat(api.get(path).status()).isEqualTo(command.exposed() ? 405 : 404);
        var empty = api.post(path, "{}");
        if (command.exposed()) {
            assertThat(empty.status()).isIn(command.creates() ? new Object[] {201, 400} : new Object[] {404, 400});
        } else {
            assertThat(empty.status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_command_is_a_defect_whatever_its_fields_hold(String collection, CommandType<?> command) {
        var fields = Stream.of(command.javaType().getRecordComponents())
                .map(component -> "\"" + component.getName() + "\":")
                .toList();
        for (var value :
                new String[] {"null", "\"\"", "\"x\"", "-1", "1.5", "1e400", "true", "[]", "[[{}]]", "{}", "{\"x\":{}}"
                }) {
            var body = "{" + String.join(value + ",", fields) + (fields.isEmpty() ? "" : value) + "}";
            api.post("/" + collection + "/x1/" + command.name(), body);
        }
        assertThat(api.defects).isEmpty();
    }

    @Test
    void every_category_has_its_streams() {
        for (var aggregate : ShopForTests.CATALOG.aggregates()) {
            var answer = api.get("/streams/" + aggregate.category().name() + "-x1/state");
            assertThat(answer.code()).isEqualTo("not-found");
        }
        assertThat(api.defects).isEmpty();
    }
}
