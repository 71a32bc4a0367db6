package io.daybook.dynamodblocal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local as a child JVM. It ends when this JVM ends, whatever ends it.
 *
 * @param process the child
 * @param port where it listens on the loopback address
 */
public record DynamoDbLocal(Process process, int port) implements AutoCloseable {
    /** Where Maven puts the jars, relative to the project's directory. */
    public static final Path DEFAULT_JARS = Path.of("target", "dynamodb-local");

    /** DynamoDB Local requires a region and a key; with {@code -sharedDb}, any will do. */
    public static final Region REGION = Region.US_EAST_1;

    public static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create("local", "local");

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(1);

    /** A port that was free a moment ago may be taken by now. */
    private static final int ATTEMPTS_MAX = 3;

    /**
     * @param jars the directory of DynamoDB Local's jars and native libraries
     * @param preferredPort the port to use if it is free; 0 for any
     * @param dataDirectory where the data is kept, created if absent; null to keep it in memory
     */
    public record Settings(
            Path jars, int preferredPort, @Nullable Path dataDirectory) {}

    /** Starts in memory on any free port. The working directory must be the project's. */
    public static DynamoDbLocal inMemory() {
        return start(new Settings(DEFAULT_JARS, 0, null));
    }

    /**
     * Starts and waits until it answers.
     *
     * @throws LocalRuntimeException if the jars are missing, the data directory is in use, or it does not answer
     */
    public static DynamoDbLocal start(Settings settings) {
        if (!Files.isDirectory(settings.jars())) {
            throw new LocalRuntimeException(
                    "DynamoDB Local is not in " + settings.jars().toAbsolutePath()
                            + ": ./mvnw process-resources puts it there; or set daybook.local.dynamodb-jars");
        }
        try {
            for (int attempt = 1; ; attempt++) {
                int port = Ports.preferredOrFree(attempt == 1 ? settings.preferredPort() : 0);
                Path scratch = Files.createTempDirectory("daybook-dynamodb-");
                DynamoDbLocal started = new DynamoDbLocal(launch(settings, port, scratch), port);
                if (started.await(started::answers)) {
                    started.process().getOutputStream().write(1);
                    started.process().getOutputStream().flush();
                    if (started.await(() -> Files.exists(scratch.resolve(DynamoDbLocalMain.STAYING)))) {
                        return started;
                    }
                }
                String reason = started.reasonOfDeath(settings, scratch);
                started.close();
                DynamoDbLocalMain.delete(scratch);
                if (attempt == ATTEMPTS_MAX || !reason.contains("Address already in use")) {
                    throw new LocalRuntimeException(reason);
                }
            }
        } catch (IOException e) {
            throw new LocalRuntimeException("DynamoDB Local cannot be started: " + e.getMessage(), e);
        }
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    /** A new client of this database; the caller closes it. */
    public DynamoDbClient client() {
        return clientBuilder().build();
    }

    /** For a client of this database that needs settings of its own. */
    public DynamoDbClientBuilder clientBuilder() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** A new client of its streams; the caller closes it. */
    public DynamoDbStreamsClient streamsClient() {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(endpoint())
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Ends the child. Data in memory is lost, data in a directory stays. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(Settings settings, int port, Path scratch) throws IOException {
        copyClass(DynamoDbLocalMain.class, scratch);
        copyClass(OwnMachineOnly.class, scratch);
        Path jars = settings.jars().toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dsqlite4java.library.path=" + jars,
                // It unpacks a library at every start, and leaves it behind when it is killed.
                "-Djava.io.tmpdir=" + scratch,
                "-classpath",
                scratch + File.pathSeparator + jars.resolve("*"),
                DynamoDbLocalMain.class.getName(),
                scratch.toString()));
        Path data = settings.dataDirectory();
        if (data == null) {
            command.addAll(List.of(DynamoDbLocalMain.NO_DIRECTORY, "-inMemory"));
        } else {
            String directory = Files.createDirectories(data.toAbsolutePath()).toString();
            command.addAll(List.of(directory, "-dbPath", directory));
        }
        command.addAll(List.of(
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                Integer.toString(port),
                "-cors",
                "http://localhost:" + port));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(scratch).toFile())
                .start();
    }

    /** Copies the bytes of the class, because it may be in a directory or in a jar within a jar. */
    private static void copyClass(Class<?> type, Path scratch) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path copy = scratch.resolve(file);
        Files.createDirectories(copy.resolve(".."));
        try (InputStream bytes = type.getResourceAsStream("/" + file)) {
            if (bytes == null) {
                throw new LocalRuntimeException("The class path lacks " + file);
            }
            Files.copy(bytes, copy);
        }
    }

    private boolean await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + START_MAX.toNanos();
        while (process.isAlive() && System.nanoTime() < deadlineNanos) {
            if (condition.getAsBoolean()) {
                return process.isAlive();
            }
            pause();
        }
        return false;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECT_MAX.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalRuntimeException("Interrupted while DynamoDB Local was starting", e);
        }
    }

    private String reasonOfDeath(Settings settings, Path scratch) throws IOException {
        if (process.isAlive()) {
            return "DynamoDB Local did not answer on port " + port + " within " + START_MAX.toSeconds() + " s";
        }
        if (process.exitValue() == DynamoDbLocalMain.EXIT_DIRECTORY_IN_USE) {
            return "The data directory " + settings.dataDirectory()
                    + " is in use by another process: end that process, or set another daybook.local.data-directory";
        }
        return "DynamoDB Local ended with code " + process.exitValue() + ": " + Files.readString(log(scratch));
    }

    private static Path log(Path scratch) {
        return scratch.resolve("dynamodb-local.log");
    }
}
