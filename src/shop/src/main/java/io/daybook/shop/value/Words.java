package io.daybook.shop.value;

import io.daybook.kernel.text.UserText;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a text, which are searched by their beginnings, compared by {@link UserText}. Lengths are in code
 * points.
 */
public final class Words {
    /** The longest text that may be looked for, as it was sent. Source: docs/http.md. */
    public static final int LENGTH_MIN = 2;

    public static final int LENGTH_MAX = 40;

    /** How much of a folded word is kept: enough to find anything that may be looked for. */
    static final int KEPT_LENGTH_MAX = LENGTH_MAX * UserText.FOLD_GROWTH_MAX;

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    /** A mark, such as an accent that is written by itself, belongs to the letter before it. */
    private static final String SIGNS = "[^\\p{L}\\p{Nd}\\p{M}]+";

    private static final Pattern BETWEEN = Pattern.compile(SIGNS);
    private static final Pattern AROUND = Pattern.compile("^" + SIGNS + "|" + SIGNS + "$");

    private Words() {}

    /**
     * The runs of letters and digits in a text that are long enough to be found, and longer words that signs join from
     * them: O'Neill-Smith can also be found as it is written.
     */
    public static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        SPACE.splitAsStream(UserText.fold(text)).forEach(written -> {
            BETWEEN.splitAsStream(written).forEach(run -> add(words, run));
            add(words, AROUND.matcher(written).replaceAll(""));
        });
        return words;
    }

    /** The whole text as one word, whatever its characters are. */
    public static String whole(String text) {
        return UserText.first(KEPT_LENGTH_MAX, UserText.fold(text));
    }

    /**
     * Reads the beginning of a word that somebody looks for.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public static String prefix(String text) {
        int length = UserText.length(text);
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            throw new IllegalArgumentException("must be " + LENGTH_MIN + ".." + LENGTH_MAX + " characters long");
        }
        return UserText.fold(text);
    }

    private static void add(Set<String> words, String word) {
        if (UserText.length(word) >= LENGTH_MIN) {
            words.add(UserText.first(KEPT_LENGTH_MAX, word));
        }
    }
}
