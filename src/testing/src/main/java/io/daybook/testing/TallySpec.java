package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.tally.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * {@code given(stream, events).given(stream, events).then(rows)} for any tally. The event of
 * version n is recorded n seconds after {@link ViewSpec#at at(0)}. It also fails if the rows depend on the order in
 * which streams arrive:
 *
 * <pre>{@code
 * @Test
 * void purses_are_counted_by_the_day_on_which_they_are_opened() {
 *     TallySpec.of(new Openings())
 *             .given("purse-p1", new PurseOpened("Ada", 5), new CoinsPut(1))
 *             .given("purse-p2", new PurseOpened("Bob", 0))
 *             .then(Map.of("2026-11-23#USD", new Openings.Row("2026-11-23", "USD", 2)));
 * }
 * }</pre>
 */
public final class TallySpec<E, R> {
    private static final int ORDERS = 100;

    private final Tally<E, R> tally;
    private final List<Recorded<E>> given = new ArrayList<>();

    private TallySpec(Tally<E, R> tally) {
        this.tally = tally;
    }

    public static <E, R> TallySpec<E, R> of(Tally<E, R> tally) {
        return new TallySpec<>(tally);
    }

    /** Adds a stream with these events, from version 1 on. */
    @SafeVarargs
    public final TallySpec<E, R> given(String stream, E... events) {
        var name = StreamName.parse(stream);
        long version = 0;
        for (var event : events) {
            version++;
            given.add(ViewSpec.recorded(name, version, event));
        }
        return this;
    }

    /** @param expected all rows, by key, such as {@code 2026-11-23#EUR}; the parts of a row are merged, as they are for readers */
    public void then(Map<String, R> expected) {
        assertThat(merged(given)).isEqualTo(expected);
        thenTheOrderDoesNotMatter();
    }

    /** Merges shares in many orders and groupings, because deliveries may arrive in any order and grouping. */
    public void thenTheOrderDoesNotMatter() {
        var expected = merged(given);
        for (long seed = 0; seed < ORDERS; seed++) {
            var random = new Random(seed);
            // The first bit of a Random is the same for all small seeds, and shuffling two streams uses one bit.
            random.nextLong();
            var shuffled = new ArrayList<>(given);
            Collections.shuffle(shuffled, random);
            assertThat(merged(shuffled))
                    .as("in another order, by seed %s", seed)
                    .isEqualTo(expected);
            assertThat(grouped(shuffled, random))
                    .as("in other groups, by seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    private Map<String, R> merged(List<Recorded<E>> events) {
        var rows = new HashMap<String, R>();
        events.forEach(recorded ->
                tally.shares(recorded).forEach((key, share) -> rows.merge(key.toString(), share, tally::merge)));
        return rows;
    }

    /** Merges as deliveries do: first the events of each delivery, then the result with the row. */
    private Map<String, R> grouped(List<Recorded<E>> events, Random random) {
        var rows = new HashMap<String, R>();
        int from = 0;
        while (from < events.size()) {
            int to = from + 1 + random.nextInt(events.size() - from);
            merged(events.subList(from, to)).forEach((key, share) -> rows.merge(key.toString(), share, tally::merge));
            from = to;
        }
        return rows;
    }
}
