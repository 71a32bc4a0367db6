package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.kernel.decide.CommandType;
import io.daybook.laptop.template.Route;
import io.daybook.laptop.template.Template;
import io.daybook.runtime.Aggregate;
import io.daybook.shop.ShopForTests;
import io.daybook.testing.lambda.Deployment;
import io.daybook.testing.lambda.SampleEvent;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that exists is without a sample event, and the samples are what API Gateway would send. */
class SampleEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the samples show of errors; the others of the contract need a table that fails. */
    private static final List<Integer> STATUSES = List.of(200, 201, 400, 401, 403, 404, 405, 412, 415, 422);

    @Test
    void every_function_has_a_sample_event() throws Exception {
        var sampled = SampleEvent.all().stream().map(SampleEvent::function).collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(Deployment.functions().keySet());
    }

    @Test
    void every_command_has_a_sample_event_that_appends() throws Exception {
        var appending = SampleEvent.all().stream()
                .filter(sample -> !sample.answer().at("/body/events").isEmpty())
                .map(sample -> sample.event().path("rawPath").asText().replaceFirst("^/([^/]+)/[^/]+/", "$1 "))
                .collect(Collectors.toCollection(TreeSet::new));
        var exposed = ShopForTests.CATALOG.aggregates().stream()
                .flatMap(SampleEventsTest::commands)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(appending).isEqualTo(exposed);
    }

    @Test
    void every_view_of_a_stream_and_every_status_has_a_sample_event() throws Exception {
        var events = SampleEvent.all();
        assertThat(events)
                .extracting(sample -> sample.event().path("rawPath").asText())
                .contains("/streams/account-a1/events", "/streams/account-a1/state", "/streams/account-a1/replay");
        assertThat(events)
                .extracting(sample -> sample.answer().path("statusCode").asInt())
                .containsAll(STATUSES);
    }

    @Test
    void a_request_goes_to_the_function_whose_route_it_names() throws Exception {
        var functionOfRoute =
                Template.load().routes().stream().collect(Collectors.toMap(Route::routeKey, Route::function));
        assertThat(SampleEvent.all())
                .filteredOn(sample -> sample.event().has("routeKey"))
                .isNotEmpty()
                .allSatisfy(sample -> {
                    var event = sample.event();
                    assertThat(event.path("version").asText()).isEqualTo("2.0");
                    assertThat(functionOfRoute)
                            .containsEntry(event.path("routeKey").asText(), sample.function());
                    assertThat(event.at("/requestContext/routeKey")).isEqualTo(event.path("routeKey"));
                    assertThat(event.at("/requestContext/http/path")).isEqualTo(event.path("rawPath"));
                });
    }

    @Test
    void the_environment_of_sam_local_sets_only_what_the_template_has() throws Exception {
        JsonNode environment =
                JSON.readTree(SampleEvent.DIRECTORY.resolve("env.json").toFile());
        for (var function : List.of("commands", "queries")) {
            assertThat(environment.path("Parameters").fieldNames())
                    .toIterable()
                    .isSubsetOf(
                            Deployment.functions().get(function).environment().keySet());
        }
    }

    private static Stream<String> commands(Aggregate<?, ?, ?, ?> aggregate) {
        return aggregate.collection().stream()
                .flatMap(collection -> aggregate.category().commands().stream()
                        .filter(CommandType::exposed)
                        .map(command -> collection + " " + command.name()));
    }
}
