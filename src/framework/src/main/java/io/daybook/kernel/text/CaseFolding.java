package io.daybook.kernel.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Unicode's full case folding: what each code point is folded to. Java's own methods map to upper and lower case, which
 * is something else: no combination of them makes ß equal to SS and keeps ı and i apart.
 *
 * @param version of Unicode
 * @param foldings by code point; a code point that is not in it folds to itself
 */
record CaseFolding(String version, Map<Integer, String> foldings) {
    private static final String RESOURCE = "case-folding.txt";

    /** The first line of the Unicode Character Database's own header. */
    private static final Pattern VERSION = Pattern.compile("# CaseFolding-([0-9.]+)\\.txt");

    /** Source: the file's own description of its format. C is common to simple and full folding, F is full only. */
    private static final Pattern LINE = Pattern.compile("([0-9A-F]+); [CF]; ([0-9A-F ]+); # .+");

    CaseFolding {
        foldings = Map.copyOf(foldings);
    }

    String fold(String text) {
        var folded = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            var folding = foldings.get(point);
            if (folding == null) {
                folded.appendCodePoint(point);
            } else {
                folded.append(folding);
            }
        });
        return folded.toString();
    }

    static CaseFolding load() {
        var resource = Objects.requireNonNull(
                CaseFolding.class.getResourceAsStream(RESOURCE), "the resource " + RESOURCE + " is missing");
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            var version = "";
            var foldings = new HashMap<Integer, String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var named = VERSION.matcher(line);
                var folding = LINE.matcher(line);
                if (named.matches()) {
                    version = named.group(1);
                } else if (folding.matches()) {
                    foldings.put(Integer.valueOf(folding.group(1), 16), text(folding.group(2)));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    throw new IllegalStateException(RESOURCE + " has a line that is not a folding: " + line);
                }
            }
            return new CaseFolding(version, foldings);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
        }
    }

    private static String text(String points) {
        return Pattern.compile(" ")
                .splitAsStream(points)
                .map(point -> Character.toString(Integer.parseInt(point, 16)))
                .collect(Collectors.joining());
    }
}
