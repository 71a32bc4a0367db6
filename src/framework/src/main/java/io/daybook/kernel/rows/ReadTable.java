package io.daybook.kernel.rows;

/** The rows of one projection of one stream in one generation. */
public interface ReadTable<R> extends RowReader<R> {
    /**
     * Writes a row and the difference of its entries. A reader who checks entries against the row sees all of it or
     * nothing.
     *
     * @param before as it was read; the row is written only if it is still at this revision
     * @param next with the revision of {@code before}; it is stored with the next one, or a later one if its entries
     *     take several steps
     * @throws io.daybook.kernel.failure.StoreInDoubtException if it is not known whether it was written; reading and
     *     writing again is safe
     * @throws UnstorableRowException if it can never be stored
     */
    Written<R> write(Row<R> before, Row<R> next);

    /** What became of a write. */
    sealed interface Written<R> {
        /** As it is stored now. */
        Row<R> row();

        /** The characters of the row's value as it is stored, before compression; 0 for a tombstone. */
        int valueLength();

        /** It was written. */
        record Done<R>(Row<R> row, int valueLength) implements Written<R> {}

        /** Another writer was faster. Of several steps, the last one was not written. */
        record Overtaken<R>(Row<R> row, int valueLength) implements Written<R> {}
    }
}
