package io.daybook.adapter.lambda.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testtools.ForAll;
import org.junit.jupiter.api.Test;

class CursorsTest {
    @Test
    void a_cursor_of_our_own_is_understood() {
        assertThat(Cursors.read("list", Cursors.of("list", "position 7"))).contains("position 7");
    }

    @Test
    void a_cursor_of_another_list_is_not() {
        assertThat(Cursors.read("other", Cursors.of("list", "7"))).isEmpty();
    }

    @Test
    void a_cursor_with_any_character_changed_added_or_missing_is_not() {
        ForAll.seeds(random -> {
            var cursor = Cursors.of("list", "7");
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
                    assertThat(Cursors.read("list", forged)).isEmpty();
                }
            }
        });
    }
}
