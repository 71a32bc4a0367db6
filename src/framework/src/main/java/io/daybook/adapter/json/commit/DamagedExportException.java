package io.daybook.adapter.json.commit;

/** An export is not as it was written, or cannot be used. The message names the line, but shows nothing of it. */
public final class DamagedExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedExportException(long line, String why) {
        super("line " + line + ": " + why);
    }
}
