import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Fills a running Daybook with a small demonstration: {@code java infra/Demo.java [url] [seed]}. Needs no build and
 * nothing but a JDK of at least 17. Every command has an idempotency key made from the seed, so that a second run
 * with the same seed changes nothing.
 */
final class Demo {
    private static final int ACCOUNTS = 10;
    private static final int USERS = 12;
    private static final int ORDERS = 24;
    private static final int BAR_WIDTH = 40;

    private static final String[] NAMES = {
        "Emmy Noether", "Alan Turing", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov", "Donald Knuth",
        "Frances Allen", "Tony Hoare", "Radia Perlman", "Leslie Lamport", "Karen Jones", "John McCarthy"
    };
    private static final String[] PRODUCTS = {
        "Quill", "Ink, black", "Ledger, ruled", "Blotting paper", "Sealing wax", "Candle", "Desk lamp", "Abacus"
    };

    /** One command: where it goes and what it says. */
    private record Command(String path, String body) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final long seed;
    private final Random random;
    private final List<Command> commands = new ArrayList<>();

    private Demo(URI url, long seed) {
        this.url = url;
        this.seed = seed;
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var demo = new Demo(
                URI.create(args.length > 0 ? args[0] : "http://localhost:8080"),
                args.length > 1 ? Long.parseLong(args[1]) : 1);
        demo.accounts();
        demo.users();
        demo.products();
        demo.orders();
        demo.send();
    }

    private void accounts() {
        for (int i = 1; i <= ACCOUNTS; i++) {
            var path = "/accounts/" + id("account", i);
            boolean closes = i == ACCOUNTS;
            add(path + "/open", "\"owner\":\"%s\",\"initialDeposit\":\"%s\"", NAMES[i - 1], closes ? "0.00" : money(50_000));
            for (int turn = 0; turn < 6 && !closes; turn++) {
                add(path + "/deposit", "\"amount\":\"%s\"", money(20_000));
                add(path + "/withdraw", "\"amount\":\"%s\"", money(1_000));
            }
            if (closes) {
                add(path + "/close", "");
            }
        }
    }

    private void users() {
        for (int i = 1; i <= USERS; i++) {
            var path = "/users/" + id("user", i);
            var mailbox = NAMES[i - 1].toLowerCase(Locale.ROOT).replace(' ', '.') + "." + seed;
            add(path + "/register", "\"email\":\"%s@example.com\",\"name\":\"%s\",\"source\":\"%s\"",
                    mailbox, NAMES[i - 1], random.nextBoolean() ? "web" : "mobile-app");
            if (i % 4 != 0) {
                add(path + "/activate", "");
            }
            if (i % 3 == 0) {
                add(path + "/change-email", "\"email\":\"%s@example.org\"", mailbox);
            }
            if (i % 5 == 0) {
                add(path + "/change-address",
                        "\"street\":\"%d Mill Lane\",\"city\":\"Cambridge\",\"postalCode\":\"CB2 1RX\",\"country\":\"GB\"", i);
            }
            if (i == USERS) {
                add(path + "/deactivate", "");
            }
        }
    }

    private void products() {
        for (int i = 1; i <= PRODUCTS.length; i++) {
            var path = "/inventory/" + id("product", i);
            add(path + "/register", "\"name\":\"%s\",\"quantity\":%d", PRODUCTS[i - 1], 20 + random.nextInt(80));
            add(path + "/receive", "\"quantity\":%d", 10 + random.nextInt(40));
        }
    }

    private void orders() {
        for (int i = 1; i <= ORDERS; i++) {
            var path = "/orders/" + id("order", i);
            add(path + "/create", "\"customerId\":\"%s\"", id("user", 1 + random.nextInt(USERS)));
            int lines = 1 + random.nextInt(4);
            for (int line = 0; line < lines; line++) {
                add(path + "/add-item", "\"productId\":\"%s\",\"quantity\":%d,\"unitPrice\":\"%s\"",
                        id("product", 1 + (i + line) % PRODUCTS.length), 1 + random.nextInt(3), money(3_000));
            }
            if (i % 3 == 1) {
                add(path + "/submit", "\"paymentMethod\":\"card\"");
            } else if (i % 3 == 2) {
                add(path + "/cancel", "\"reason\":\"Changed my mind\"");
            }
        }
    }

    private String id(String kind, int number) {
        return "demo" + seed + "-" + kind + "-" + number;
    }

    private String money(int centsMax) {
        int cents = 1 + random.nextInt(centsMax);
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }

    private void add(String path, String fields, Object... values) {
        commands.add(new Command(path, "{" + String.format(Locale.ROOT, fields, values) + "}"));
    }

    private void send() throws IOException, InterruptedException {
        int refused = 0;
        for (int i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            var response = post(command, "demo-" + seed + "-" + i);
            if (response.statusCode() == 422) {
                refused++;
            } else if (response.statusCode() >= 300) {
                fail(command.path() + " was answered with " + response.statusCode() + " " + response.body());
            }
            bar(i + 1, command.path());
        }
        System.out.printf("%n%d commands were accepted, %d were refused by a rule (such as an overdrawn account).%n",
                commands.size() - refused, refused);
        System.out.println("Look: " + url + "/streams/order-" + id("order", 1) + "/replay");
    }

    private HttpResponse<String> post(Command command, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(command.path()))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(command.body()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            return fail("Nothing answers at " + url + ": start Daybook first, with ./mvnw quarkus:dev");
        }
    }

    private void bar(int done, String path) {
        int filled = done * BAR_WIDTH / commands.size();
        System.out.printf("\r[%s%s] %d/%d %-40s",
                "#".repeat(filled), "-".repeat(BAR_WIDTH - filled), done, commands.size(), path);
        System.out.flush();
    }

    private static <T> T fail(String message) {
        System.err.println();
        System.err.println(message);
        System.exit(1);
        throw new IllegalStateException(message);
    }
}
