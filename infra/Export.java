import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes the commits of a running Daybook to a file, as JSON, one a line. Needs no build and nothing but a JDK of at
 * least 17:
 *
 * <pre>
 * java infra/Export.java http://localhost:8080 export.jsonl
 * java infra/Export.java https://abc123.execute-api.eu-central-1.amazonaws.com export.jsonl category=order
 * java infra/Export.java https://api.example.com - stream=order-o1 region=eu-central-1
 * </pre>
 *
 * <p>{@code -} is the standard output. Requests to a region are signed with the credentials in AWS_ACCESS_KEY_ID,
 * AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN; the region is taken from the name of the host, or given. An export that
 * ends before its last page leaves only {@code export.jsonl.part}.
 */
final class Export {
    private static final int PAGE = 100;
    private static final Pattern REGIONAL = Pattern.compile("[^.]+\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com");
    private static final List<String> CHOICES = List.of("stream", "category", "region");
    private static final HexFormat HEX = HexFormat.of();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI url;
    private final Map<String, String> choices;
    private long commits;

    private Export(URI url, Map<String, String> choices) {
        this.url = url;
        this.choices = choices;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 2) {
            stop("usage: java infra/Export.java <url> <file or -> [stream=…] [category=…] [region=…]");
        }
        var choices = new TreeMap<String, String>();
        for (int i = 2; i < args.length; i++) {
            var parts = args[i].split("=", 2);
            if (parts.length < 2 || !CHOICES.contains(parts[0])) {
                stop("it is not known what to do with " + args[i] + ": give one of " + CHOICES + ", such as stream=order-o1");
            }
            choices.put(parts[0], parts[1]);
        }
        var url = URI.create(args[0].replaceAll("/+$", ""));
        if (url.getHost() == null) {
            stop("not a URL with a host: " + args[0]);
        }
        var export = new Export(url, choices);
        if (args[1].equals("-")) {
            export.write(new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)));
        } else {
            var file = Path.of(args[1]);
            var part = Path.of(args[1] + ".part");
            try (var out = Files.newBufferedWriter(part)) {
                export.write(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        System.err.println(export.commits + " commits were exported");
    }

    private void write(BufferedWriter out) throws IOException, InterruptedException {
        String cursor = null;
        do {
            var page = fields(get(cursor));
            for (var commit : elements(page.getOrDefault("items", "[]"))) {
                out.write(commit);
                out.write('\n');
                commits++;
            }
            var next = page.getOrDefault("next", "null");
            cursor = next.equals("null") ? null : next.substring(1, next.length() - 1);
        } while (cursor != null);
        out.flush();
    }

    private String get(String cursor) throws IOException, InterruptedException {
        var query = new TreeMap<>(choices);
        query.remove("region");
        query.put("limit", Integer.toString(PAGE));
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        // In the order of their names, as signatures want them.
        var text = query.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        var target = URI.create(url + "/admin/commits?" + text);
        var request = HttpRequest.newBuilder(target).timeout(Duration.ofSeconds(60)).GET();
        var region = region();
        if (region != null) {
            sign(request, target, region);
        }
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                stop("after " + commits + " commits, " + target + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (ConnectException e) {
            stop("nothing answers at " + url);
            throw e;
        }
    }

    private String region() {
        var regional = REGIONAL.matcher(url.getHost());
        return choices.getOrDefault("region", regional.matches() ? regional.group(1) : null);
    }

    /**
     * Signature Version 4. Source: AWS Identity and Access Management user guide, "Create a signed AWS API request".
     * The path has no character that would have to be encoded.
     */
    private static void sign(HttpRequest.Builder request, URI target, String region) {
        var headers = new TreeMap<String, String>();
        var time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        headers.put("host", target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort());
        headers.put("x-amz-date", time);
        if (System.getenv("AWS_SESSION_TOKEN") != null) {
            headers.put("x-amz-security-token", System.getenv("AWS_SESSION_TOKEN"));
        }
        var signed = String.join(";", headers.keySet());
        var canonical = "GET\n" + target.getRawPath() + "\n" + target.getRawQuery() + "\n"
                + headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + signed + "\n" + HEX.formatHex(sha256(""));
        var day = time.substring(0, "yyyyMMdd".length());
        var scope = day + "/" + region + "/execute-api/aws4_request";
        var key = ("AWS4" + credential("AWS_SECRET_ACCESS_KEY")).getBytes(StandardCharsets.UTF_8);
        for (var part : List.of(day, region, "execute-api", "aws4_request")) {
            key = hmac(key, part);
        }
        var toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + HEX.formatHex(sha256(canonical));
        headers.forEach((name, value) -> {
            // The client sets the host itself.
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        request.header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + credential("AWS_ACCESS_KEY_ID") + "/" + scope + ", SignedHeaders="
                        + signed + ", Signature=" + HEX.formatHex(hmac(key, toSign)));
    }

    private static String credential(String name) {
        var value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            stop("a request to a region is signed: set " + name
                    + ", such as by eval \"$(aws configure export-credentials --format env)\"");
        }
        return value;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Percent-encodes all but unreserved characters (RFC 3986). */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /** The fields of a JSON object, each with the text of its value. Names are taken as they stand. */
    private static Map<String, String> fields(String object) {
        var fields = new TreeMap<String, String>();
        for (var field : elements(object)) {
            int end = endOfString(field, 0);
            fields.put(field.substring(1, end - 1), field.substring(field.indexOf(':', end) + 1).strip());
        }
        return fields;
    }

    /** The texts between the commas of a JSON list or object. */
    private static List<String> elements(String json) {
        var elements = new ArrayList<String>();
        int depth = 0;
        int from = json.indexOf(json.strip().charAt(0)) + 1;
        for (int i = from - 1; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                i = endOfString(json, i) - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if ((c == ',' && depth == 1) || depth == 0) {
                if (!json.substring(from, i).isBlank()) {
                    elements.add(json.substring(from, i).strip());
                }
                from = i + 1;
            }
        }
        return elements;
    }

    /** Where a string that begins here has ended. */
    private static int endOfString(String json, int quote) {
        for (int i = quote + 1; i < json.length(); i++) {
            if (json.charAt(i) == '\\') {
                i++;
            } else if (json.charAt(i) == '"') {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("a string without an end: the answer is not JSON");
    }

    private static void stop(String reason) {
        System.err.println(reason);
        System.exit(1);
    }
}
