package io.daybook.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static final Path PAGE = Path.of("../../docs/operations.md");

    @Test
    void the_page_on_operations_has_each_metric_with_its_unit_and_what_it_is_counted_by() throws IOException {
        var rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| metric | unit |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> List.of(line.split(" \\| ")).subList(0, 3).stream()
                        .map(cell -> cell.replaceAll("[`|]", "").strip())
                        .toList());
        assertThat(rows)
                .containsExactlyElementsOf(
                        Stream.of(Metric.values()).map(MetricTest::row).toList());
    }

    private static List<String> row(Metric metric) {
        var sets = metric.sets().stream().map(MetricTest::described).toList();
        return List.of(
                metric.metricName(),
                metric.unit().key(),
                sets.equals(List.of("nothing")) ? "" : String.join("; ", sets));
    }

    private static String described(List<Dimension> set) {
        var others = set.stream()
                .skip(1)
                .map(dimension -> dimension.name().toLowerCase(Locale.ROOT))
                .toList();
        return others.isEmpty() ? "nothing" : String.join(" and ", others);
    }

    @Test
    void the_service_comes_first_in_each_combination() {
        assertThat(Stream.of(Metric.values()).flatMap(metric -> metric.sets().stream()))
                .allMatch(set -> set.getFirst() == Dimension.SERVICE);
    }

    /** CloudWatch takes no more values of one metric in one line. */
    @Test
    void more_values_than_a_line_can_carry_go_into_the_next() {
        var about = Map.of(Dimension.CATEGORY, "wallet");
        var measurements = new Measurements();
        IntStream.rangeClosed(1, 101).forEach(value -> measurements.add(about, Metric.COMMAND_MILLIS, value));
        measurements.add(about, Metric.READ_UNITS, 3);
        var taken = measurements.take();
        assertThat(taken).hasSize(2);
        assertThat(taken.getFirst().values().get(Metric.COMMAND_MILLIS)).hasSize(100);
        assertThat(taken.getFirst().values().get(Metric.READ_UNITS)).containsExactly(3.0);
        assertThat(taken.getLast()).isEqualTo(new Measurement(about, Map.of(Metric.COMMAND_MILLIS, List.of(101.0))));
        assertThat(measurements.take()).isEmpty();
    }

    @Test
    void a_line_takes_no_two_values_for_one_name() {
        var wallet = Map.of(Dimension.CATEGORY, "wallet");
        var consumer = Map.of(Dimension.CONSUMER, "wallets");
        var three = new Measurement(wallet, Map.of(Metric.READ_UNITS, List.of(3.0)));
        assertThat(three.fits(new Measurement(consumer, Map.of(Metric.READ_UNITS, List.of(3.0)))))
                .isTrue();
        assertThat(three.fits(new Measurement(consumer, Map.of(Metric.READ_UNITS, List.of(4.0)))))
                .isFalse();
        assertThat(three.fits(new Measurement(Map.of(Dimension.CATEGORY, "member"), Map.of())))
                .isFalse();
        assertThat(three.fits(new Measurement(consumer, Map.of(Metric.GAPS, List.of(1.0)))))
                .isTrue();
    }
}
