package io.daybook.dynamodblocal;

import org.jspecify.annotations.Nullable;

/**
 * Notices that DynamoDB Local has died. With a data directory it is started again, on the same port, so that its clients
 * go on; in memory, nothing is left of what it held.
 */
public final class DatabaseGuard {
    private final DynamoDbLocal.Settings settings;
    private final Watcher watcher;
    private @Nullable DynamoDbLocal guarded;

    /** Who is told. */
    public interface Watcher {
        /** It died, and is started again next: what was read from it before may not be what it holds then. */
        void died();

        /** It answers again. */
        void restarted(DynamoDbLocal database);

        /** There is none any more, for good. */
        void lost(String reason);
    }

    /** @param settings with which it was started */
    public DatabaseGuard(DynamoDbLocal.Settings settings, Watcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
    }

    /** From now on. */
    public synchronized void guard(DynamoDbLocal database) {
        guarded = database;
        Thread.ofVirtual().name("database-guard").start(() -> {
            database.process().onExit().join();
            afterDeathOf(database);
        });
    }

    /** From now on it may end. */
    public synchronized void release() {
        guarded = null;
    }

    private synchronized void afterDeathOf(DynamoDbLocal database) {
        if (!database.equals(guarded)) {
            return;
        }
        guarded = null;
        if (settings.dataDirectory() == null) {
            watcher.lost("DynamoDB Local has died with all data, which was in memory"
                    + " (daybook.local.data-directory would have kept it)");
            return;
        }
        watcher.died();
        try {
            var again = DynamoDbLocal.start(
                    new DynamoDbLocal.Settings(settings.jars(), database.port(), settings.dataDirectory()));
            if (again.port() != database.port()) {
                again.close();
                throw new LocalRuntimeException("its port " + database.port() + " was taken meanwhile");
            }
            guard(again);
            watcher.restarted(again);
        } catch (LocalRuntimeException e) {
            watcher.lost("DynamoDB Local has died and cannot be started again: " + e.getMessage());
        }
    }
}
