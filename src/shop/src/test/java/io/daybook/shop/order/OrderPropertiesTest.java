package io.daybook.shop.order;

import static io.daybook.shop.Folds.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.shop.Folds;
import io.daybook.shop.order.OrderCommand.*;
import io.daybook.shop.value.Money;
import io.daybook.testing.ViewSpec;
import io.daybook.testtools.ForAll;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever is sent to an order, its sums are right. */
final class OrderPropertiesTest {
    private static final int COMMANDS = 60;

    private final Order decider = new Order();

    @Test
    void the_total_equals_the_sum_of_the_lines() {
        ForAll.seeds(random -> {
            var lines = fold(decider, decider.initial(), history(random)).lines();
            var total = BigDecimal.ZERO;
            for (var line : lines.items()) {
                var lineTotal = decimal(line.unitPrice()).multiply(BigDecimal.valueOf(line.quantity()));
                assertThat(decimal(line.lineTotal())).isEqualByComparingTo(lineTotal);
                total = total.add(lineTotal);
            }
            assertThat(decimal(lines.total())).isEqualByComparingTo(total);
        });
    }

    @Test
    void the_lines_are_those_of_a_map_by_product_and_price() {
        ForAll.seeds(random -> {
            var lines = OrderLines.NONE;
            var expected = new LinkedHashMap<List<Object>, Long>();
            for (int n = 0; n < COMMANDS; n++) {
                var product = "p" + random.nextInt(4);
                var price = new Money(random.nextInt(3));
                int quantity = 1 + random.nextInt(9);
                if (random.nextInt(4) > 0) {
                    lines = lines.plus(product, quantity, price).orElseThrow();
                    expected.merge(List.of(product, price), (long) quantity, Long::sum);
                } else if (random.nextBoolean()) {
                    lines = lines.minus(product, price);
                    expected.remove(List.of(product, price));
                } else {
                    lines = lines.minus(product, null);
                    expected.keySet().removeIf(key -> key.getFirst().equals(product));
                }
                assertThat(lines.items().stream()
                                .collect(Collectors.toMap(
                                        line -> List.<Object>of(line.productId(), line.unitPrice()),
                                        OrderLine::quantity,
                                        Long::sum,
                                        LinkedHashMap::new))
                                .sequencedEntrySet())
                        .containsExactlyElementsOf(expected.entrySet());
            }
        });
    }

    @Test
    void folding_in_parts_equals_folding_at_once() {
        ForAll.seeds(random -> Folds.inPartsEqualsAtOnce(Order.CATEGORY, history(random), random));
    }

    @Test
    void the_view_agrees_with_the_state() {
        ForAll.seeds(random -> {
            var events = history(random);
            var state = fold(decider, decider.initial(), events);
            var row = new ViewSpec<>(new OrderView(), "order-o1").after(events);
            assertThat(row).isNotNull();
            assertThat(row.items()).isEqualTo(state.lines().items());
            assertThat(row.total()).isEqualTo(state.lines().total());
            assertThat(row.status()).isEqualTo(state.status().text());
            assertThat(row.version()).isEqualTo(events.size());
        });
    }

    private List<OrderEvent> history(Random random) {
        return Folds.history(decider, COMMANDS, n -> n == 0 ? new Create(null, "EUR") : command(random, n));
    }

    /** Mostly lines, sometimes so dear that they are refused; towards the end whatever an order can go through. */
    private static OrderCommand command(Random random, int n) {
        var product = "p" + random.nextInt(6);
        var price = new Money(random.nextInt(10) == 0 ? Money.CENTS_MAX / 2 : random.nextInt(4));
        return switch (random.nextInt(n < COMMANDS * 3 / 4 ? 4 : 8)) {
            case 0, 1, 2 -> new AddItem(product, 1 + random.nextInt(random.nextInt(5) == 0 ? 1_000_000_000 : 9), price);
            case 3 -> new RemoveItem(product, random.nextBoolean() ? price : null);
            case 4 -> new Submit("card", null);
            case 5 -> new Ship();
            case 6 -> new Complete();
            default -> new Cancel("changed my mind");
        };
    }

    private static BigDecimal decimal(Money money) {
        return BigDecimal.valueOf(money.cents(), 2);
    }
}
