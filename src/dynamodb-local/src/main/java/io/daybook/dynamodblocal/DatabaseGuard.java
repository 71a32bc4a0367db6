package io.daybook.dynamodblocal;

import org.jspecify.annotations.Nullable;

/**
 * Notices that DynamoDB Local has died. If it has a data directory, the guard starts it again on the same port, so that
 * its clients can go on. If its data was in memory, nothing is left of it.
 */
public final class DatabaseGuard {
    private final DynamoDbLocal.Settings settings;
    private final Watcher watcher;
    private @Nullable DynamoDbLocal guarded;

    /** Is told what happens to the database. */
    public interface Watcher {
        /** It has died and will be started again. It may then hold something else than what was read from it before. */
        void died();

        /** It has been started again and answers. */
        void restarted(DynamoDbLocal database);

        /** It has died and cannot be started again. */
        void lost(String reason);
    }

    /** @param settings with which the database was started */
    public DatabaseGuard(DynamoDbLocal.Settings settings, Watcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
    }

    /** Watches this database from now on. */
    public synchronized void guard(DynamoDbLocal database) {
        guarded = database;
        Thread.ofVirtual().name("database-guard").start(() -> {
            database.process().onExit().join();
            afterDeathOf(database);
        });
    }

    /** Stops watching: from now on the database may end. */
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
                throw new LocalRuntimeException("its port " + database.port() + " has been taken by another process");
            }
            guard(again);
            watcher.restarted(again);
        } catch (LocalRuntimeException e) {
            watcher.lost("DynamoDB Local has died and cannot be started again: " + e.getMessage());
        }
    }
}
