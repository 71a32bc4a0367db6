package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses and names are the same, over HTTP: one rule for claims, lookups and words. */
class UserTextContractTest {
    private final ShopReads read = new ShopReads();

    @ParameterizedTest
    @CsvSource({
        "\u03c2@a.gr, \u03a3@A.GR",
        "Jos\u00e9@x.org, JOSE\u0301@x.org",
        "gro\u00df@x.org, GROSS@X.ORG",
        "gro\u1e9e@x.org, gross@x.org",
        "\u0130@x.org, i\u0307@x.org",
        "\ufb01@x.org, FI@x.org",
        "\u017f@x.org, S@x.org",
        "\u00b5@x.org, \u039c@x.org",
        "\u0149@x.org, \u02bcn@x.org",
        "\u13a0@x.org, \uab70@x.org",
        "\ud55c@x.org, \u1112\u1161\u11ab@x.org",
        "Nguy\u1ec5n@x.org, NGUYE\u0302\u0303N@x.org"
    })
    void an_address_that_differs_in_case_or_composition_is_taken_and_finds_its_user(String one, String other) {
        read.after("/users/u1/register", body(one, "Ada"));
        assertThat(read.api.post("/users/u2/register", body(other, "Bo")).status())
                .isEqualTo(422);
        assertThat(read.list("/users?email=" + encoded(other), "email")).containsExactly(one);
    }

    @Test
    void a_dotless_i_is_another_letter() {
        read.after("/users/u1/register", body("\u0131@x.org", "Ada"));
        read.after("/users/u2/register", body("i@x.org", "Bo"));
        assertThat(read.list("/users?email=I@x.org", "userId")).containsExactly("u2");
    }

    @ParameterizedTest
    @CsvSource({
        "Gro\u00dfmann, GROSSMANN",
        "Gro\u00dfmann, gro\u1e9eM",
        "Ren\u00e9, Rene\u0301",
        "Rene\u0301, REN\u00c9",
        "\u039f\u03b4\u03cc\u03c2, \u03bf\u03b4\u03cc\u03c3",
        "\ufb01lip, FI",
        "\ud55c\uae00, \u1112\u1161\u11ab",
        "\u13a0\u13a1, \uab70\uab71",
        "Nguy\u1ec5n, nguye\u0302\u0303"
    })
    void a_word_is_found_by_what_differs_in_case_or_composition(String name, String sought) {
        read.after("/users/u1/register", body("a@x.org", name));
        assertThat(read.list("/users?q=" + encoded(sought), "name")).containsExactly(name);
    }

    @Test
    void what_is_sought_is_as_long_as_it_was_sent() {
        var name = "\u0130".repeat(45);
        read.after("/users/u1/register", body("a@x.org", name));
        for (int length : new int[] {2, 20, 21, 40}) {
            assertThat(read.list("/users?q=" + encoded("\u0130".repeat(length)), "name"))
                    .containsExactly(name);
        }
        assertThat(read.get("/users?q=" + encoded("\u0130".repeat(41))).status())
                .isEqualTo(400);
        assertThat(read.get("/users?q=" + encoded("\u00df")).status()).isEqualTo(400);
    }

    @Test
    void an_address_of_254_characters_can_be_looked_for_in_any_script() {
        for (var letter : new String[] {"\u0130", "\u1ead", "\ud55c", "\ud801\udc00"}) {
            var email = letter.repeat(250) + "@x.y";
            read.after("/users/" + letter.codePointAt(0) + "/register", body(email, "Ada"));
            assertThat(read.list("/users?email=" + encoded(email), "email")).containsExactly(email);
        }
    }

    /** A musical note is written as three code points of four bytes; a key of a table holds 2,048 bytes. */
    @Test
    void an_address_that_no_key_could_hold_is_refused() {
        var notes = "\ud834\udd60".repeat(250) + "@x.y";
        assertThat(read.api
                        .post("/users/u1/register", body(notes, "Ada"))
                        .json()
                        .path("errors")
                        .toString())
                .isEqualTo("[{\"field\":\"email\",\"message\":\"must be at most 1024 bytes of UTF-8 long\"}]");
        assertThat(read.get("/users?email=" + encoded(notes)).status()).isEqualTo(400);
    }

    private static String body(String email, String name) {
        return "{\"email\":\"" + email + "\",\"name\":\"" + name + "\"}";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
