package io.daybook.adapter.lambda.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.json.Json;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Correlation;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.kernel.access.Caller;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.generation.Pictures;
import io.daybook.kernel.generation.ServedRows;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalyticsEndpointTest {
    private int looks;

    @Test
    void more_rows_than_one_answer_can_hold_are_refused_after_a_bounded_number_of_looks() {
        var tallies = new Tallies<>("texts", "day", new Texts(), endless());
        var route = new AnalyticsEndpoint(List.of(tallies), Json.mapper(List.of()))
                .route(List.of("analytics", "texts"))
                .orElseThrow();
        var request =
                new HttpRequest("GET", List.of("analytics", "texts"), Map.of(), "", "", false, Caller.operator(null));
        assertThatThrownBy(() -> route.handler().answer(request, new Correlation("c")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem())
                                .isEqualTo(Problem.invalid(
                                        "from",
                                        "must leave fewer days: these have more rows than one answer can hold")));
        assertThat(looks).isEqualTo(AnalyticsEndpoint.ROWS_MAX / RowReader.PAGE_MAX + 1);
    }

    private ServedRows<String> endless() {
        return new ServedRows<>(new Edition("texts", 1, 1, "texts", true), Pictures.first(), id -> new Endless());
    }

    private static final class Texts implements Tally<Object, String> {
        @Override
        public String name() {
            return "texts";
        }

        @Override
        public Category<?, ?, Object> follows() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Class<String> rowType() {
            return String.class;
        }

        @Override
        public Map<TallyKey, String> shares(Recorded<Object> recorded) {
            return Map.of();
        }

        @Override
        public String merge(String one, String other) {
            return one;
        }
    }

    /** Every page is followed by another one. */
    private final class Endless implements RowReader<String> {
        @Override
        public Found find(IndexQuery query) {
            looks++;
            var hits = IntStream.range(0, query.limit())
                    .mapToObj(i -> looks + "." + i)
                    .map(key -> new Hit(key, key, key))
                    .toList();
            return new Found(hits, hits.getLast().at());
        }

        @Override
        public Map<String, Row<String>> readAll(Collection<String> keys, boolean consistent) {
            var rows = new HashMap<String, Row<String>>();
            keys.forEach(key -> rows.put(key, new Row<>(key, 0, 1, key, List.of(), Set.of())));
            return rows;
        }

        @Override
        public Optional<Row<String>> read(String key) {
            return Optional.empty();
        }
    }
}
