package io.daybook.adapter.dynamodb;

/**
 * The names of the tables; {@code template.yaml} describes what they hold.
 *
 * @param readPrefix what the names of all read tables begin with
 */
public record Tables(
        String events, String snapshots, String claims, String sagas, String projections, String readPrefix) {
    /** The tables of a stack, as its template names them. */
    public static Tables ofStack(String name) {
        return new Tables(
                name + "-events",
                name + "-snapshots",
                name + "-claims",
                name + "-sagas",
                name + "-projections",
                name + "-");
    }

    /** @param table the read table's name in the template, without the stack's */
    public String read(String table) {
        return readPrefix + table;
    }
}
