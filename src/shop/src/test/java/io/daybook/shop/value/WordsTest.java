package io.daybook.shop.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "'Ada Lovelace', 'ada lovelace'",
        "'ada.lovelace+1@Example.ORG', 'ada lovelace example org ada.lovelace+1@example.org'",
        "' a  B cc ', 'cc'",
        "'O''Neill-Smith', 'neill smith o''neill-smith'",
        "'Anne-Marie d''Arc', 'anne marie anne-marie arc d''arc'",
        "'\"Ada\" (Byron), Lord-', 'ada byron lord'",
        "'J.\u00a0R. - a-b', 'a-b'",
        "'R2D2 x', 'r2d2'",
        "'Élodie ÅSA', 'élodie åsa'",
        "'ada ADA Ada', 'ada'",
        "'李小龍 龍', '李小龍'",
        "'...', ''"
    })
    void words_are_runs_of_letters_and_digits_and_what_they_are_joined_to_in_lower_case(String text, String words) {
        assertThat(String.join(" ", Words.of(text))).isEqualTo(Normalizer.normalize(words, Normalizer.Form.NFD));
    }

    @Test
    void lengths_are_counted_in_characters_not_in_code_units() {
        assertThat(Words.of("\ud835\udc00")).isEmpty();
        assertThat(Words.of("\ud835\udc00\ud835\udc01")).containsExactly("\ud835\udc00\ud835\udc01");
        assertThat(Words.of("\ud835\udc00".repeat(161))).containsExactly("\ud835\udc00".repeat(160));
        assertThat(Words.prefix("\ud835\udc00".repeat(40))).hasSize(80);
    }

    @Test
    void a_long_word_is_cut_where_no_prefix_reaches() {
        assertThat(Words.of("x".repeat(161))).containsExactly("x".repeat(160));
        assertThat(Words.whole("X".repeat(161) + "@x")).isEqualTo("x".repeat(160));
    }

    /** Whichever of them is stored, and whichever is sent: 40 of what is sent may be many more once they are folded. */
    @ParameterizedTest
    @CsvSource({
        "\u0130, i\u0307",
        "\u00df, ss",
        "\ufb03, FFI",
        "\u1fb7, \u0391\u0342\u0399",
        "\ud55c, \u1112\u1161\u11ab"
    })
    void a_prefix_of_40_characters_finds_what_is_written_otherwise(String one, String other) {
        assertThat(Words.of(other.repeat(45)).iterator().next()).startsWith(Words.prefix(one.repeat(40)));
        assertThat(Words.of(one.repeat(45)).iterator().next()).startsWith(Words.prefix(one.repeat(40)));
    }

    @Test
    void an_accent_written_by_itself_belongs_to_its_letter() {
        assertThat(Words.of("Zoe\u0308 Cafe\u0301")).containsExactly("zoe\u0308", "cafe\u0301");
    }

    @Test
    void a_beginning_of_a_greek_word_is_one_in_any_case() {
        assertThat(Words.of("\u039f\u0394\u039f\u03a3\u03a3")).containsExactly("\u03bf\u03b4\u03bf\u03c3\u03c3");
        assertThat(Words.prefix("\u039f\u0394\u039f\u03a3")).isEqualTo("\u03bf\u03b4\u03bf\u03c3");
        assertThat(Words.prefix("\u03bf\u03b4\u03bf\u03c2")).isEqualTo("\u03bf\u03b4\u03bf\u03c3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\ud835\udc00", "12345678901234567890123456789012345678901"})
    void a_prefix_has_2_to_40_characters(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Words.prefix(text))
                .withMessage("must be 2..40 characters long");
    }
}
