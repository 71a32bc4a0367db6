package io.daybook.kernel.generation;

/**
 * A read model or tally as one release has it in its code.
 *
 * @param projection its name
 * @param version of its code, from 1
 * @param readsFrom the lowest version whose rows this code can answer from; {@code version} if only its own
 * @param table in the template, without the stack's name
 * @param tally whether it has rows of many streams, and cursors
 */
public record Edition(String projection, int version, int readsFrom, String table, boolean tally) {
    public Edition {
        if (version < 1 || readsFrom < 1 || readsFrom > version) {
            throw new IllegalArgumentException("the versions of " + projection
                    + " are 1 or more, and the lowest that it reads is not above its own: " + readsFrom + ", "
                    + version);
        }
    }
}
