package io.daybook.models.member;

import io.daybook.kernel.text.UserText;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a text as they are searched: by how they begin, as {@link UserText} compares. Lengths are in code points. */
public final class Words {
    /** Of what is looked for, as it was sent. */
    public static final int LENGTH_MIN = 2;

    public static final int LENGTH_MAX = 40;

    /** So much of a word is kept, in its folded form, that all of what may be looked for can be found. */
    private static final int KEPT_LENGTH_MAX = LENGTH_MAX * UserText.FOLD_GROWTH_MAX;

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    /** A mark belongs to the letter before it, such as an accent that is written by itself. */
    private static final String SIGNS = "[^\\p{L}\\p{Nd}\\p{M}]+";

    private static final Pattern BETWEEN = Pattern.compile(SIGNS);
    private static final Pattern AROUND = Pattern.compile("^" + SIGNS + "|" + SIGNS + "$");

    private Words() {}

    /**
     * The runs of letters and digits in a text that are long enough to be found, and what signs join of them: of
     * O'Neill-Smith, who may be looked for as it is written, also the whole.
     */
    public static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        SPACE.splitAsStream(UserText.fold(text)).forEach(written -> {
            BETWEEN.splitAsStream(written).forEach(run -> add(words, run));
            add(words, AROUND.matcher(written).replaceAll(""));
        });
        return words;
    }

    /** All of a text as one word, whatever its characters are. */
    public static String whole(String text) {
        return UserText.first(KEPT_LENGTH_MAX, UserText.fold(text));
    }

    /**
     * The beginning of a word that somebody looks for.
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
