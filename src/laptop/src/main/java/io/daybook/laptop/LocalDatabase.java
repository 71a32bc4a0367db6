package io.daybook.laptop;

import io.daybook.dynamodblocal.DatabaseGuard;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.laptop.pump.stream.AppendBell;
import io.daybook.runtime.beans.LocalDynamoDb;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The application's DynamoDB Local, started at its first use. */
@ApplicationScoped
public class LocalDatabase implements LocalDynamoDb {
    private static final Logger LOG = Logger.getLogger(LocalDatabase.class);

    /** How many levels the directory of the build is above the packaged application's libraries. */
    private static final int LEVELS_MAX = 3;

    private final LocalRuntimeConfig config;
    private final AppendBell bell = new AppendBell();
    private @Nullable DynamoDbLocal database;
    private volatile @Nullable DatabaseGuard guard;
    private volatile Runnable forget = () -> {};

    LocalDatabase(LocalRuntimeConfig config) {
        this.config = config;
    }

    @Override
    public boolean isEnabled() {
        return config.enabled();
    }

    /** Lets the client use this database, and ring the bell when it appends. */
    @Override
    public void lead(DynamoDbClientBuilder builder) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(bell)
                .build());
        builder.endpointOverride(running().endpoint())
                .region(DynamoDbLocal.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(DynamoDbLocal.CREDENTIALS));
    }

    AppendBell bell() {
        return bell;
    }

    /** Starts the database unless it runs already; it may have been started before a live reload. */
    synchronized DynamoDbLocal running() {
        if (database == null) {
            DynamoDbLocal.Settings settings = new DynamoDbLocal.Settings(
                    jars(), config.dynamodbPort(), config.dataDirectory().orElse(null));
            database = outlivesApplication() ? kept(settings) : DynamoDbLocal.start(settings);
            var guarding = new DatabaseGuard(settings, new Watcher());
            guarding.guard(database);
            guard = guarding;
            if (config.dynamodbPort() != 0 && database.port() != config.dynamodbPort()) {
                LOG.warn("Port " + config.dynamodbPort() + " is taken: DynamoDB Local is on " + database.port());
            }
        }
        return database;
    }

    /** Ends the database, unless the next run of the application in this JVM will use it. */
    void stop() {
        var guarding = guard;
        if (guarding != null) {
            // Waits while the database is being started again, which takes this object's lock at the end.
            guarding.release();
        }
        close();
    }

    private synchronized void close() {
        if (database != null && !outlivesApplication()) {
            database.close();
        }
        database = null;
    }

    /** Sets what to do when the database dies: forget everything that was read from it. */
    void onDeath(Runnable forgetting) {
        forget = forgetting;
    }

    private synchronized void replace(DynamoDbLocal restarted) {
        database = restarted;
        if (outlivesApplication()) {
            JvmWide.values().put("database.process", restarted.process());
        }
    }

    private final class Watcher implements DatabaseGuard.Watcher {
        @Override
        public void died() {
            LOG.error("DynamoDB Local has died; it is started again on its data directory");
            forget.run();
        }

        @Override
        public void restarted(DynamoDbLocal again) {
            replace(again);
            LOG.info("DynamoDB Local answers again");
        }

        @Override
        public void lost(String reason) {
            switch (LaunchMode.current()) {
                case NORMAL, RUN -> FatalErrors.halt(reason);
                case DEVELOPMENT -> {
                    LOG.fatal(reason);
                    // In an orderly way, which restores the terminal; on a thread of its own, which nobody waits for.
                    Thread.ofPlatform().name("end").start(() -> System.exit(1));
                }
                case TEST -> LOG.fatal(reason);
            }
        }
    }

    private static boolean outlivesApplication() {
        return LaunchMode.current() != LaunchMode.NORMAL;
    }

    private static DynamoDbLocal kept(DynamoDbLocal.Settings settings) {
        Map<String, Object> values = JvmWide.values();
        if (values.get("database.process") instanceof Process process
                && values.get("database.port") instanceof Integer port) {
            DynamoDbLocal kept = new DynamoDbLocal(process, port);
            if (process.isAlive() && settings.toString().equals(values.get("database.settings"))) {
                return kept;
            }
            kept.close();
        }
        DynamoDbLocal started = DynamoDbLocal.start(settings);
        values.put("database.process", started.process());
        values.put("database.port", started.port());
        values.put("database.settings", settings.toString());
        return started;
    }

    private Path jars() {
        if (Files.isDirectory(config.dynamodbJars())) {
            return config.dynamodbJars();
        }
        try {
            Path packaged = Path.of(LocalDatabase.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // The build leaves the jars in target/dynamodb-local, and this class in target/laptop/lib.
            return Stream.iterate(packaged.getParent(), Objects::nonNull, Path::getParent)
                    .limit(LEVELS_MAX)
                    .map(directory -> directory.resolve("dynamodb-local"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElse(config.dynamodbJars());
        } catch (URISyntaxException e) {
            return config.dynamodbJars();
        }
    }
}
