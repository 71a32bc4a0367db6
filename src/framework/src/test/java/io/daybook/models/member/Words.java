package io.daybook.models.member;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a text as they are searched: by how they begin, without regard to case. Lengths are in code points. */
public final class Words {
    /** A shorter word cannot be found; a longer one is found by this much of it. */
    public static final int LENGTH_MIN = 2;

    public static final int LENGTH_MAX = 40;

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
        SPACE.splitAsStream(fold(text)).forEach(written -> {
            BETWEEN.splitAsStream(written).forEach(run -> add(words, run));
            add(words, AROUND.matcher(written).replaceAll(""));
        });
        return words;
    }

    /** All of a text as one word, whatever its characters are. */
    public static String whole(String text) {
        return cut(fold(text));
    }

    /**
     * The beginning of a word that somebody looks for.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public static String prefix(String text) {
        var folded = fold(text);
        if (length(folded) < LENGTH_MIN || length(folded) > LENGTH_MAX) {
            throw new IllegalArgumentException("must be " + LENGTH_MIN + ".." + LENGTH_MAX + " characters long");
        }
        return folded;
    }

    /** Java writes a sigma at the end of a word otherwise than within it, so that a prefix would not be one. */
    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replace('\u03c2', '\u03c3');
    }

    private static void add(Set<String> words, String word) {
        var text = cut(word);
        if (length(text) >= LENGTH_MIN) {
            words.add(text);
        }
    }

    private static String cut(String word) {
        return length(word) <= LENGTH_MAX ? word : word.substring(0, word.offsetByCodePoints(0, LENGTH_MAX));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
