package io.daybook.kernel.project;

import io.daybook.kernel.PublicApi;
import java.util.function.UnaryOperator;

/**
 * A list of rows that a client can ask for.
 *
 * @param parameter the query parameter that selects it
 * @param index the index that answers it
 * @param match how the parameter and the index's key are compared
 * @param normalise from what the client wrote to what is looked up; throws IllegalArgumentException, whose message says
 *     what was expected and is shown to the client
 */
@PublicApi
public record Lookup(String parameter, String index, Match match, UnaryOperator<String> normalise) {
    /** How a parameter finds its rows. */
    public enum Match {
        /** Its rows in the order of their sort. */
        EXACT,
        /** Its rows in the opposite order: newest first, where the sort is a time. */
        EXACT_DESCENDING,
        /** As EXACT_DESCENDING, of an index of few values, whose keys are spread. */
        SPREAD_DESCENDING,
        /** The index's value is the first two characters of a word, the sort is the word; finds what begins with it. */
        PREFIX
    }

    public static Lookup exact(String parameter, String index) {
        return new Lookup(parameter, index, Match.EXACT, UnaryOperator.identity());
    }
}
