package io.daybook.kernel.event;

import io.daybook.kernel.PublicApi;

/**
 * The name of a stream, such as {@code account-a1}. The category is everything before the first dash, so it contains
 * none.
 *
 * @param category lower-case letters, 1..32
 * @param id 1..128 characters of {@code A-Z a-z 0-9 . _ ~ -}, but not {@code .} or {@code ..}
 */
@PublicApi
public record StreamName(String category, String id) {
    /** Source: docs/http.md. A DynamoDB partition key may have 2,048 bytes, so a name of this length fits easily. */
    public static final int ID_LENGTH_MAX = 128;

    private static final int CATEGORY_LENGTH_MAX = 32;

    /** @throws IllegalArgumentException says what was expected */
    public StreamName {
        checkCategory(category);
        if (!isId(id)) {
            throw new IllegalArgumentException("an id is 1.." + ID_LENGTH_MAX
                    + " characters of A-Z a-z 0-9 . _ ~ - and neither '.' nor '..', not '" + id + "'");
        }
    }

    /** @throws IllegalArgumentException if {@code text} is not {@code category-id} */
    public static StreamName parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("a stream is named category-id, not '" + text + "'");
        }
        return new StreamName(text.substring(0, dash), text.substring(dash + 1));
    }

    /** @throws IllegalArgumentException if no stream could be named by it */
    public static void checkCategory(String text) {
        if (text.isEmpty()
                || text.length() > CATEGORY_LENGTH_MAX
                || text.chars().anyMatch(c -> c < 'a' || c > 'z')) {
            throw new IllegalArgumentException(
                    "a category is 1.." + CATEGORY_LENGTH_MAX + " lower-case letters, not '" + text + "'");
        }
    }

    public static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= ID_LENGTH_MAX
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().allMatch(StreamName::isIdCharacter);
    }

    private static boolean isIdCharacter(int c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '~'
                || c == '-';
    }

    @Override
    public String toString() {
        return category + "-" + id;
    }
}
