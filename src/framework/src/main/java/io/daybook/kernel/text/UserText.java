package io.daybook.kernel.text;

import io.daybook.kernel.PublicApi;
import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * The one rule by which texts that people write are compared, searched and measured, here and in applications.
 *
 * <p>Two texts are equal where they differ in case, or in how the same characters are written, and in nothing else:
 * {@code ς} = {@code Σ}, {@code ß} = {@code SS}, a composed {@code é} = an {@code e} with a combining accent. It is
 * Unicode's default caseless matching of canonically equivalent text (The Unicode Standard, section 3.13, D145), the same
 * in every language and under every locale: {@code İ} equals {@code i} with a combining dot, and {@code ı} does not
 * equal {@code i}.
 */
@PublicApi
public final class UserText {
    /** One code point of a text becomes at most so many in its {@link #fold}. A test tries all of them. */
    public static final int FOLD_GROWTH_MAX = 4;

    private static final CaseFolding FOLDING = CaseFolding.load();

    private UserText() {}

    /**
     * What two texts have in common exactly where they are equal. It consists of decomposed characters: a beginning of
     * the text, up to a letter with all its marks, folds to a beginning of the fold.
     */
    public static String fold(String text) {
        return Normalizer.normalize(FOLDING.fold(Normalizer.normalize(text, Form.NFD)), Form.NFD);
    }

    /** As {@link #fold}, but composed, which takes less space: for keys that are compared as a whole. */
    public static String key(String text) {
        return Normalizer.normalize(fold(text), Form.NFC);
    }

    public static boolean areEqual(String one, String other) {
        return fold(one).equals(fold(other));
    }

    /** In Unicode code points, as the text stands: it is counted before it is folded. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** In bytes of UTF-8. */
    public static int lengthBytes(String text) {
        return text.codePoints()
                .map(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                .sum();
    }

    /** A text's first code points: all of it where it has no more. */
    public static String first(int lengthMax, String text) {
        return length(text) <= lengthMax ? text : text.substring(0, text.offsetByCodePoints(0, lengthMax));
    }

    /** The version of Unicode whose case folding this is. */
    public static String unicodeVersion() {
        return FOLDING.version();
    }
}
