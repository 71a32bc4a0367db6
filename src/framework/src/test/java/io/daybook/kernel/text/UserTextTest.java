package io.daybook.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserTextTest {
    @ParameterizedTest
    @CsvSource({
        "Ada, ADA",
        "\u03c2, \u03a3",
        "\u03c2, \u03c3",
        "\u00df, ss",
        "\u00df, SS",
        "\u1e9e, \u00df",
        "\u1e9e, sS",
        "\u0130, i\u0307",
        "\u0130, I\u0307",
        "\ufb01, FI",
        "\ufb03, ffi",
        "\u017f, S",
        "\ufb05, \ufb06",
        "\u00b5, \u03bc",
        "\u00b5, \u039c",
        "\u0149, \u02bcN",
        "\u212a, k",
        "\u212b, \u00e5",
        "\u1fb7, \u0391\u0342\u0399",
        "\u0390, \u1fd3",
        // Cherokee, of which the small letters came later and fold to the capitals
        "\u13a0, \uab70",
        "\u13f0, \u13f8",
        // Hangul: one syllable or its letters
        "\ud55c\uae00, \u1112\u1161\u11ab\u1100\u1173\u11af",
        "\uac01, \uac00\u11a8",
        // Vietnamese: two marks on a letter, in either order
        "Nguy\u1ec5n, NGUYE\u0302\u0303N",
        "tr\u1ead\u006e, TRA\u0323\u0302N",
        "tr\u1ead\u006e, tra\u0302\u0323n",
        "\u1ee8, u\u031b\u0301",
        // Deseret, beyond the first plane
        "\ud801\udc00, \ud801\udc28"
    })
    void texts_that_differ_in_case_or_composition_are_equal(String one, String other) {
        assertThat(UserText.areEqual(one, other)).isTrue();
        assertThat(UserText.fold(one)).isEqualTo(UserText.fold(other));
        assertThat(UserText.key(one)).isEqualTo(UserText.key(other));
    }

    @ParameterizedTest
    @CsvSource({
        "\u0131, i",
        "\u0131, I",
        "\u0130, i",
        "\u0130, \u0131",
        "e, \u00e9",
        "\u00df, s",
        "\u03c3, s",
        "\u00b5, u",
        "\uff21, a",
        "\u0149, n",
        "\u1ead, \u00e2",
        "\ud55c, \ud558",
        "\u13a0, \u13a1"
    })
    void other_texts_are_not(String one, String other) {
        assertThat(UserText.areEqual(one, other)).isFalse();
        assertThat(UserText.key(one)).isNotEqualTo(UserText.key(other));
    }

    @Test
    void no_code_point_grows_more_than_is_said() {
        assertThat(characters()
                        .mapToInt(text -> UserText.length(UserText.fold(text)))
                        .max())
                .hasValue(UserText.FOLD_GROWTH_MAX);
    }

    @Test
    void folding_twice_changes_nothing_and_neither_does_folding_a_key() {
        assertThat(characters().filter(text -> {
                    var fold = UserText.fold(text);
                    return !UserText.fold(fold).equals(fold)
                            || !UserText.fold(UserText.key(text)).equals(fold);
                }))
                .isEmpty();
    }

    /** A letter that Java knows and the resource does not would show that one of them was raised without the other. */
    @Test
    void the_resource_is_of_the_same_version_of_unicode_as_java() {
        assertThat(UserText.unicodeVersion()).isEqualTo("16.0.0");
        assertThat(characters().filter(text -> {
                    var lower = Character.toString(Character.toLowerCase(text.codePointAt(0)));
                    return !UserText.areEqual(lower, text);
                }))
                .containsExactly("\u0130");
    }

    @Test
    void lengths_are_counted_in_code_points_of_the_text_as_it_stands() {
        assertThat(UserText.length("\u0130\ud835\udc00e\u0301")).isEqualTo(4);
        assertThat(UserText.lengthBytes("a\u00df\ud55c\ud835\udc00")).isEqualTo(1 + 2 + 3 + 4);
        assertThat(UserText.first(2, "a\ud835\udc00b")).isEqualTo("a\ud835\udc00");
        assertThat(UserText.first(3, "a\ud835\udc00b")).isEqualTo("a\ud835\udc00b");
    }

    private static Stream<String> characters() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .mapToObj(Character::toString);
    }
}
