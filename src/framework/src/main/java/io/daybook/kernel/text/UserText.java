package io.daybook.kernel.text;

import io.daybook.kernel.PublicApi;
import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * The one rule by which texts that people write are compared, searched and measured, here and in applications.
 *
 * <p>Two texts are equal if they differ only in case, or in how the same characters are written: {@code ς} = {@code Σ},
 * {@code ß} = {@code SS}, a composed {@code é} = an {@code e} with a combining accent. This is Unicode's default
 * caseless matching of canonically equivalent text (The Unicode Standard, section 3.13, D145). It is the same in every
 * language and under every locale: {@code İ} equals {@code i} with a combining dot, and {@code ı} does not equal
 * {@code i}.
 */
@PublicApi
public final class UserText {
    /** The largest number of code points that {@link #fold} makes of one. A test tries all code points. */
    public static final int FOLD_GROWTH_MAX = 4;

    private static final CaseFolding FOLDING = CaseFolding.load();

    private UserText() {}

    /**
     * The form in which texts are compared: two texts are equal exactly if their folds are. It is decomposed, so that a
     * beginning of the text, up to a letter with all its marks, folds to a beginning of the fold.
     */
    public static String fold(String text) {
        return Normalizer.normalize(FOLDING.fold(Normalizer.normalize(text, Form.NFD)), Form.NFD);
    }

    /** As {@link #fold}, but composed, which takes less space. For keys that are compared as a whole. */
    public static String key(String text) {
        return Normalizer.normalize(fold(text), Form.NFC);
    }

    public static boolean areEqual(String one, String other) {
        return fold(one).equals(fold(other));
    }

    /** The length in Unicode code points of the text as it is, not of its fold. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The length in bytes of UTF-8. */
    public static int lengthBytes(String text) {
        return text.codePoints()
                .map(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                .sum();
    }

    /** The first code points of a text, or the whole text if it has no more. */
    public static String first(int lengthMax, String text) {
        return length(text) <= lengthMax ? text : text.substring(0, text.offsetByCodePoints(0, lengthMax));
    }

    /** The version of Unicode that the case folding comes from. */
    public static String unicodeVersion() {
        return FOLDING.version();
    }
}
