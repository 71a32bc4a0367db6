package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.shop.value.Words;
import io.daybook.testtools.ForAll;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever users were called before, a prefix finds those who have such a word now, and each of them once. */
final class WordSearchTest {
    private static final int SEEDS = 25;
    private static final int USERS = 7;
    private static final List<String> SYLLABLES =
            List.of("an", "na", "bo", "b", "\u00e9", "\ud835\udc00", "7", "AN", "\u00c9");
    private static final List<String> BETWEEN = List.of(" ", "-", ".", " \u2013 ", "'");

    @Test
    void a_prefix_finds_exactly_the_users_who_have_such_a_word_each_once() {
        ForAll.seeds(SEEDS, random -> check(new ShopReads(), random));
    }

    private static void check(ShopReads read, Random random) {
        var everUsed = new HashSet<String>();
        for (int change = 0; change < 40; change++) {
            change(read, random, everUsed);
            if (random.nextInt(4) == 0) {
                read.project("user-u" + random.nextInt(USERS));
            }
        }
        read.project();
        var prefixes = new TreeSet<String>();
        everUsed.forEach(word -> prefixes.addAll(prefixes(word)));
        var now = wordsByUser(read);
        for (var prefix : prefixes) {
            assertFound(read, prefix, 1 + random.nextInt(5), now);
        }
    }

    private static void assertFound(ShopReads read, String prefix, int limit, TreeMap<String, Set<String>> words) {
        var expected = words.entrySet().stream()
                .filter(user -> user.getValue().stream().anyMatch(word -> word.startsWith(prefix)))
                .map(Map.Entry::getKey)
                .toList();
        var query = "/users?q=" + URLEncoder.encode(prefix, StandardCharsets.UTF_8) + "&limit=" + limit;
        assertThat(read.walk(query, "userId")).as(query).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void change(ShopReads read, Random random, Set<String> everUsed) {
        var user = "/users/u" + random.nextInt(USERS);
        var name = text(random, 1 + random.nextInt(4));
        var email = text(random, 2).replace(" ", "") + random.nextInt(3) + "@" + text(random, 1) + ".org";
        var body = "{\"name\":\"" + name + "\",\"email\":\"" + email + "\"}";
        var answer = switch (random.nextInt(5)) {
            case 0, 1 -> read.api.post(user + "/register", body);
            case 2 -> read.api.post(user + "/change-name", "{\"name\":\"" + name + "\"}");
            case 3 -> read.api.post(user + "/change-email", "{\"email\":\"" + email + "\"}");
            default -> read.api.post(user + "/deactivate", "{}");
        };
        assertThat(answer.status()).isIn(200, 201, 404, 422);
        everUsed.addAll(words(name));
        everUsed.addAll(words(email));
        everUsed.add(email.toLowerCase(Locale.ROOT));
    }

    private static String text(Random random, int words) {
        var text = new StringBuilder();
        for (int word = 0; word < words; word++) {
            text.append(word == 0 ? "" : BETWEEN.get(random.nextInt(BETWEEN.size())));
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                text.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
        }
        return text.toString();
    }

    /** What each user is called now, read from the states and taken apart by other means than the search's own. */
    private static TreeMap<String, Set<String>> wordsByUser(ShopReads read) {
        var all = new TreeMap<String, Set<String>>();
        for (int i = 0; i < USERS; i++) {
            var state = read.get("/streams/user-u" + i + "/state").json().path("state");
            if (state.has("name")) {
                var words = words(state.path("name").asText());
                words.addAll(words(state.path("email").asText()));
                words.add(state.path("email").asText().toLowerCase(Locale.ROOT));
                all.put("u" + i, words);
            }
        }
        return all;
    }

    private static Set<String> words(String text) {
        var written = text.toLowerCase(Locale.ROOT).split(" ");
        return Stream.concat(
                        Stream.of(written).flatMap(word -> Stream.of(word.split("[^\\p{L}\\p{Nd}]+"))),
                        Stream.of(written).filter(word -> !word.equals("\u2013")))
                .filter(word -> word.codePointCount(0, word.length()) >= Words.LENGTH_MIN)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> prefixes(String word) {
        var prefixes = new HashSet<String>();
        int length = Math.min(Words.LENGTH_MAX, word.codePointCount(0, word.length()));
        for (int i = Words.LENGTH_MIN; i <= length; i++) {
            prefixes.add(word.substring(0, word.offsetByCodePoints(0, i)));
        }
        return prefixes;
    }
}
