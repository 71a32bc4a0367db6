package io.daybook.kernel.event;

/**
 * Checks whether a text is exactly one JSON object (RFC 8259) in well-formed Unicode. It looks at each character once
 * and builds nothing. The stores' readers can read whatever it accepts.
 */
final class JsonText {
    /** Source: Jackson's StreamReadConstraints allow 1,000 levels, and a commit puts its events two levels deeper. */
    static final int DEPTH_MAX = 998;

    /** The length of a number. Source: Jackson's StreamReadConstraints. */
    static final int NUMBER_LENGTH_MAX = 1_000;

    /** The length of a field's name. Source: Jackson's StreamReadConstraints. */
    static final int NAME_LENGTH_MAX = 50_000;

    private static final int HEX_DIGITS = 4;

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    static boolean isObject(String text) {
        var json = new JsonText(text);
        return text.startsWith("{") && json.value(1) && json.at == text.length();
    }

    /** Whether each surrogate is one of a pair. Otherwise the text could not be stored as UTF-8. */
    static boolean isWellFormed(String text) {
        var characters = new JsonText(text);
        while (characters.at < text.length()) {
            if (!characters.character()) {
                return false;
            }
        }
        return true;
    }

    private boolean value(int depth) {
        if (at == text.length() || depth > DEPTH_MAX) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        };
    }

    private boolean object(int depth) {
        at++;
        skipSpace();
        if (skip('}')) {
            return true;
        }
        do {
            skipSpace();
            int from = at;
            if (!string() || at - from > NAME_LENGTH_MAX) {
                return false;
            }
            skipSpace();
            if (!skip(':')) {
                return false;
            }
            skipSpace();
            if (!value(depth + 1)) {
                return false;
            }
            skipSpace();
        } while (skip(','));
        return skip('}');
    }

    private boolean array(int depth) {
        at++;
        skipSpace();
        if (skip(']')) {
            return true;
        }
        do {
            skipSpace();
            if (!value(depth + 1)) {
                return false;
            }
            skipSpace();
        } while (skip(','));
        return skip(']');
    }

    private boolean string() {
        if (!skip('"')) {
            return false;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < ' ' || !character()) {
                return false;
            }
            if (c == '"') {
                return true;
            }
            if (c == '\\' && !escape()) {
                return false;
            }
        }
        return false;
    }

    /** One character, or both halves of a pair. */
    private boolean character() {
        char c = text.charAt(at++);
        return !Character.isSurrogate(c)
                || (Character.isHighSurrogate(c) && at < text.length() && Character.isLowSurrogate(text.charAt(at++)));
    }

    private boolean escape() {
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0;
        }
        int end = at + HEX_DIGITS;
        while (at < end) {
            if (at == text.length() || !isHex(text.charAt(at++))) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        int from = at;
        skip('-');
        if (!skip('0') && digits() == 0) {
            return false;
        }
        if (skip('.') && digits() == 0) {
            return false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            if (digits() == 0) {
                return false;
            }
        }
        return at - from <= NUMBER_LENGTH_MAX;
    }

    private int digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }

    private boolean literal(String word) {
        boolean isThere = text.startsWith(word, at);
        at += word.length();
        return isThere;
    }

    private boolean skip(char expected) {
        boolean isThere = at < text.length() && text.charAt(at) == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
