package io.daybook.kernel.saga;

/** What markers and rows say of an exception: never a payload, which the message of a foreign one might quote. */
final class Defects {
    private static final String OURS = "io.daybook.";
    private static final int LENGTH_MAX = 500;

    private Defects() {}

    static String text(Throwable thrown) {
        var type = thrown.getClass();
        var text = type.getName().startsWith(OURS) && thrown.getMessage() != null
                ? thrown.getMessage()
                : type.getSimpleName() + place(thrown);
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX);
    }

    private static String place(Throwable thrown) {
        for (var frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                return " at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
