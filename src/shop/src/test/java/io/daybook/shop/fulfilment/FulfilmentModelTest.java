package io.daybook.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.shop.fulfilment.FulfilmentCheck.End;
import io.daybook.testtools.ForAll;
import io.daybook.testtools.VirtualThread;
import java.util.EnumMap;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/**
 * Orders, stock and payments under everything that can happen to them: repeated, lost and reordered records, several
 * runners at once on one instance, timers, crashes between any two calls, lost answers, payments that come late. At the
 * end every order is completed or cancelled, and nothing is lost, taken twice or left behind.
 */
class FulfilmentModelTest {
    private static final int SEEDS = Integer.getInteger("test.fulfilment.seeds", 2_000);

    @Test
    void whatever_happens_everything_ends_well() {
        var ends = new EnumMap<End, Integer>(End.class);
        var steps = new HashMap<String, Integer>();
        var sums = new HashMap<String, Long>();
        VirtualThread.run(() -> ForAll.seeds(SEEDS, random -> {
            var run = new FulfilmentScript(random).run();
            run.orders().values().forEach(end -> ends.merge(end, 1, Integer::sum));
            run.steps().forEach(step -> steps.merge(step, 1, Integer::sum));
            sums.merge("crashes", (long) run.crashes(), Long::sum);
            sums.merge("refunds", run.refunds(), Long::sum);
        }));
        System.out.println(ends + " " + steps + " " + sums);
        assertThat(ends).containsKeys(End.COMPLETED, End.CANCELLED);
        assertThat(steps)
                .as("steps that were reached")
                .containsKeys(
                        "reserving",
                        "paying",
                        "shipping",
                        "taking-stock",
                        "completing",
                        "completed",
                        "stopping",
                        "cancelling-payment",
                        "compensating",
                        "cancelling",
                        "cancelled",
                        "refunding");
        assertThat(sums).allSatisfy((what, count) -> assertThat(count).isPositive());
    }
}
