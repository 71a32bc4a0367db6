package io.daybook.testtools;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property over many seeded random inputs and names the seed that broke it. */
public final class ForAll {
    private static final int SEEDS = Integer.getInteger("test.seeds", 500);

    private ForAll() {}

    public static void seeds(Consumer<Random> property) {
        seeds(SEEDS, property);
    }

    public static void seeds(int seeds, Consumer<Random> property) {
        for (long seed = 0; seed < seeds; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("the property fails for seed " + seed, e);
            }
        }
    }
}
