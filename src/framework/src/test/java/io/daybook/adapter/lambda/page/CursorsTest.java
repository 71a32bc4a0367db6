package io.daybook.adapter.lambda.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.testtools.ForAll;
import org.junit.jupiter.api.Test;

class CursorsTest {
    private final Cursors cursors = new Cursors("0123456789abcdef0123456789abcdef");

    @Test
    void a_cursor_of_our_own_is_understood() {
        assertThat(cursors.verify("list", cursors.sign("list", "position 7"))).contains("position 7");
    }

    @Test
    void a_cursor_of_another_list_or_key_is_not() {
        assertThat(cursors.verify("other", cursors.sign("list", "7"))).isEmpty();
        assertThat(cursors.verify("list", new Cursors("another key of at least 32 chars").sign("list", "7")))
                .isEmpty();
    }

    @Test
    void a_cursor_with_any_character_changed_added_or_missing_is_not() {
        ForAll.seeds(random -> {
            var cursor = cursors.sign("list", "7");
            int at = random.nextInt(cursor.length());
            var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= ";
            char letter = letters.charAt(random.nextInt(letters.length()));
            for (var forged : new String[] {
                cursor.substring(0, at) + letter + cursor.substring(at + 1),
                cursor.substring(0, at) + letter + cursor.substring(at),
                cursor.substring(0, at) + cursor.substring(at + 1),
                cursor.substring(0, at),
                cursor + "="
            }) {
                if (!forged.equals(cursor)) {
                    assertThat(cursors.verify("list", forged)).isEmpty();
                }
            }
        });
    }

    @Test
    void a_short_key_is_refused() {
        assertThatThrownBy(() -> new Cursors("x".repeat(31))).isInstanceOf(IllegalArgumentException.class);
    }
}
