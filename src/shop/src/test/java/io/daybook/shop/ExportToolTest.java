package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.daybook.adapter.json.commit.CommitJson;
import io.daybook.adapter.json.commit.ExportReader;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/** {@code infra/Export.java}, run as an operator runs it, against an endpoint that answers two pages. */
final class ExportToolTest {
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final List<Commit> COMMITS = commits();

    @TempDir
    Path folder;

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private volatile boolean breaks;

    private record Request(String target, Map<String, List<String>> headers) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("absent")).getFirst();
        }
    }

    private record Run(int exitCode, String output, String errors) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var target = exchange.getRequestURI().toString();
            requests.add(new Request(target, Map.copyOf(exchange.getRequestHeaders())));
            boolean isSecond = target.contains("cursor=");
            var lines = COMMITS.stream().map(CommitJson::write).toList();
            var body = isSecond
                    ? "{\"items\":[" + lines.get(2) + "],\"next\":null}"
                    : "{\"items\":[" + lines.get(0) + "," + lines.get(1) + "],\"next\":\"a-b_c\"}";
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isSecond && breaks ? 503 : 200, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void every_page_becomes_lines_that_can_be_read_back() throws Exception {
        var file = folder.resolve("export.jsonl");
        var run = run(Map.of(), file.toString());
        assertThat(run).isEqualTo(new Run(0, "", "3 commits were exported\n"));
        var read = new ArrayList<Commit>();
        ExportReader.read(file, line -> read.add(line.commit()));
        assertThat(read).isEqualTo(COMMITS);
        assertThat(requests)
                .extracting(Request::target)
                .containsExactly("/admin/commits?limit=100", "/admin/commits?cursor=a-b_c&limit=100");
        assertThat(requests.element().header("Authorization")).isEqualTo("absent");
    }

    @Test
    void the_standard_output_takes_the_commits_of_one_stream() throws Exception {
        var run = run(Map.of(), "-", "stream=wallet-~a b");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output().lines())
                .containsExactlyElementsOf(
                        COMMITS.stream().map(CommitJson::write).toList());
        assertThat(requests.element().target()).isEqualTo("/admin/commits?limit=100&stream=wallet-~a%20b");
    }

    @Test
    void an_export_that_breaks_off_leaves_no_file_that_looks_whole() throws Exception {
        breaks = true;
        var file = folder.resolve("export.jsonl");
        var run = run(Map.of(), file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).startsWith("after 2 commits, ").contains("answered 503");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void requests_to_a_region_are_signed_as_the_sdk_signs_them() throws Exception {
        var environment = Map.of(
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                "AWS_SESSION_TOKEN", "token/+==");
        var run = run(environment, "-", "category=wallet", "region=eu-central-1");
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(requests)
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEqualTo(signed(request, environment)));
    }

    @Test
    void without_credentials_it_says_what_to_set() throws Exception {
        var run = run(Map.of("AWS_ACCESS_KEY_ID", ""), "-", "region=eu-central-1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("set AWS_SECRET_ACCESS_KEY");
    }

    /** What the SDK signs the same request with. */
    @SuppressWarnings("deprecation") // Its successor adds a header of its own to every request.
    private static String signed(Request request, Map<String, String> environment) {
        var url = URI.create("http://" + request.header("Host") + request.target());
        var unsigned =
                SdkHttpFullRequest.builder().method(SdkHttpMethod.GET).uri(url).build();
        var time = AMZ_DATE.parse(request.header("X-amz-date"), Instant::from);
        var parameters = Aws4SignerParams.builder()
                .awsCredentials(AwsSessionCredentials.create(
                        String.valueOf(environment.get("AWS_ACCESS_KEY_ID")),
                        String.valueOf(environment.get("AWS_SECRET_ACCESS_KEY")),
                        String.valueOf(environment.get("AWS_SESSION_TOKEN"))))
                .signingName("execute-api")
                .signingRegion(Region.EU_CENTRAL_1)
                .signingClockOverride(Clock.fixed(time, ZoneOffset.UTC))
                .build();
        return Aws4Signer.create()
                .sign(unsigned, parameters)
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("infra/Export.java");
        command.add("http://localhost:" + server.getAddress().getPort() + "/");
        command.addAll(List.of(arguments));
        var output = folder.resolve("output");
        var errors = folder.resolve("errors");
        var builder = new ProcessBuilder(command)
                .directory(ShopForTests.REPOSITORY.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Run(exitCode, Files.readString(output), Files.readString(errors));
    }

    private static List<Commit> commits() {
        var commits = new ArrayList<Commit>();
        var hash = CommitHash.NONE;
        for (int i = 0; i < 3; i++) {
            var event = new EncodedEvent("e" + i, "Noted", 1, "{\"text\":\"a, \\\"b\\\\\\\" [{é\"}");
            var metadata = new EventMetadata("c" + i, "k", "c" + i, "ada", Instant.ofEpochMilli(i), "1.0.0");
            var commit = Commit.next(new StreamName("wallet", "w1"), i, hash, List.of(event), metadata, null);
            commits.add(commit);
            hash = commit.hash();
        }
        return commits;
    }
}
