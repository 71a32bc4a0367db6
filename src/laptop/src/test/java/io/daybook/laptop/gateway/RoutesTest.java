package io.daybook.laptop.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.laptop.template.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Route DEFAULT = new Route(Route.DEFAULT, Route.DEFAULT, "f");
    private static final Route ANY_REST = new Route("ANY", "/{proxy+}", "f");
    private static final Route REST = new Route("GET", "/{proxy+}", "f");
    private static final Route ITEM = new Route("GET", "/pets/{id}", "f");
    private static final Route LITERAL = new Route("GET", "/pets/rex", "f");
    private static final Route BELOW = new Route("GET", "/pets/{rest+}", "f");
    private static final Route COMMAND = new Route("POST", "/{collection}/{id}/{command}", "f");

    /** The least specific ones first, so that the order in the template decides nothing. */
    private static final Routes ROUTES = new Routes(List.of(DEFAULT, ANY_REST, REST, BELOW, ITEM, LITERAL, COMMAND));

    @Test
    void text_wins_over_a_variable_and_a_variable_over_the_rest_of_the_path() {
        assertThat(route("GET", "/pets/rex")).contains(LITERAL);
        assertThat(route("GET", "/pets/tom")).contains(ITEM);
        assertThat(route("GET", "/pets/tom/toys")).contains(BELOW);
        assertThat(route("GET", "/people/ada")).contains(REST);
    }

    @Test
    void a_method_wins_over_any_and_a_route_of_another_method_is_passed_over() {
        assertThat(route("GET", "/people")).contains(REST);
        assertThat(route("PUT", "/pets/rex")).contains(ANY_REST);
        assertThat(route("POST", "/purses/a1/open")).contains(COMMAND);
        assertThat(route("DELETE", "/purses/a1/open")).contains(ANY_REST);
    }

    @Test
    void the_root_and_empty_segments_fit_no_variable() {
        assertThat(route("GET", "/")).contains(DEFAULT);
        assertThat(route("POST", "/purses//open")).contains(ANY_REST);
        assertThat(route("POST", "/purses/a1/open/")).contains(ANY_REST);
        assertThat(route("GET", "//")).contains(DEFAULT);
    }

    @Test
    void variables_stand_for_what_the_path_has_in_their_place() {
        assertThat(ROUTES.match("POST", "/purses/a 1/open"))
                .contains(new Routes.Match(COMMAND, Map.of("collection", "purses", "id", "a 1", "command", "open")));
        assertThat(ROUTES.match("GET", "/pets/tom/toys/ball"))
                .contains(new Routes.Match(BELOW, Map.of("rest", "tom/toys/ball")));
    }

    @Test
    void without_a_default_route_nothing_takes_what_fits_no_other() {
        assertThat(new Routes(List.of(ITEM)).match("GET", "/people/ada")).isEmpty();
    }

    private static Optional<Route> route(String method, String path) {
        return ROUTES.match(method, path).map(Routes.Match::route);
    }
}
