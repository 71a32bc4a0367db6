package io.daybook.domain.value;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The words of a text as they are searched: by how they begin, without regard to case. Lengths are in code points. */
public final class Words {
    /** Source: the HTTP contract. A shorter word cannot be found; a longer one is found by this much of it. */
    public static final int LENGTH_MIN = 2;

    public static final int LENGTH_MAX = 40;

    /** Signs that belong to the letter before them, such as an accent that is written by itself. */
    private static final Set<Integer> MARKS = Set.of(
            (int) Character.NON_SPACING_MARK, (int) Character.COMBINING_SPACING_MARK, (int) Character.ENCLOSING_MARK);

    private Words() {}

    /** The runs of letters and digits in a text that are long enough to be found. */
    public static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        var word = new StringBuilder();
        fold(text).codePoints().forEach(c -> {
            if (isPartOfWord(c)) {
                word.appendCodePoint(c);
            } else {
                add(words, word);
                word.setLength(0);
            }
        });
        add(words, word);
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

    private static boolean isPartOfWord(int c) {
        return Character.isLetterOrDigit(c) || MARKS.contains(Character.getType(c));
    }

    private static void add(Set<String> words, StringBuilder word) {
        var text = cut(word.toString());
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
