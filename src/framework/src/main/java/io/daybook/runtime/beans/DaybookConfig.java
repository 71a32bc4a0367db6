package io.daybook.runtime.beans;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings under {@code daybook.}; as environment variables, such as {@code DAYBOOK_TABLES_EVENTS}. See
 * docs/settings.md.
 */
@ConfigMapping(prefix = "daybook")
public interface DaybookConfig {
    Tables tables();

    Handler handler();

    Consumers consumers();

    Jobs jobs();

    /**
     * What one cache of an instance holds at most: the folded streams of one category, or the rows of one projection,
     * measured by the characters of their JSON. Bytes; default 16777216 (16 MiB).
     */
    @WithDefault("16777216")
    long cacheBytesMax();

    /** The claim of a caller's token that lists its roles. Default {@code roles}. */
    @WithDefault("roles")
    String rolesClaim();

    /**
     * The build that runs, kept in each commit that it appends: 1..100 characters. Default the application's version,
     * {@code quarkus.application.version}.
     */
    @WithDefault("${quarkus.application.version:unknown}")
    String release();

    /**
     * What the lines of the log and the metrics are of: the stack, where several are in one account. Default the
     * variable that Powertools for AWS Lambda has for it, which {@code template.yaml} sets, else {@code daybook}.
     */
    @WithDefault("${POWERTOOLS_SERVICE_NAME:daybook}")
    String service();

    /** Names of DynamoDB tables. */
    interface Tables {
        /** The event table. Default {@code daybook-events}. */
        @WithDefault("daybook-events")
        String events();

        /** Folded states. Default {@code daybook-snapshots}. */
        @WithDefault("daybook-snapshots")
        String snapshots();

        /** Unique values and receipts. Default {@code daybook-claims}. */
        @WithDefault("daybook-claims")
        String claims();

        /** Instances of sagas and their history. Default {@code daybook-sagas}. */
        @WithDefault("daybook-sagas")
        String sagas();

        /** Cursors and parked streams. Default {@code daybook-projections}. */
        @WithDefault("daybook-projections")
        String projections();

        /** What the names of all read tables begin with. Default {@code daybook-}. */
        @WithDefault("daybook-")
        String readPrefix();
    }

    /** How projections, sagas and reactors follow the event table. */
    interface Consumers {
        /** Streams that one invocation works on at the same time. A count; default 16. */
        @WithDefault("16")
        int streamsAtOnceMax();

        /** Commands of all sagas that one instance has under way at the same time. A count; default 32. */
        @WithDefault("32")
        int sendsAtOnceMax();
    }

    Replay replay();

    /** How read models are rebuilt. */
    interface Replay {
        /**
         * How long after its last sign of life a release may still write by what it knew: five seconds, the longest time-out
         * of a function that takes deliveries, and the minute between two signs. A duration; default 125 seconds.
         */
        @WithDefault("125s")
        Duration settle();

        /** How long a generation is kept after the last sign of a function that uses it. A duration; default 1 hour. */
        @WithDefault("1h")
        Duration keep();

        /** Whether a build begins by itself where nothing is served for a version. Default true. */
        @WithDefault("true")
        boolean byItself();
    }

    /** How long work is done, such as a rebuild. */
    interface Jobs {
        /**
         * The address of the queue that rings for the function {@code work}, which {@code template.yaml} sets. No default;
         * a laptop has a queue of its own.
         */
        Optional<String> queueUrl();

        /**
         * Segments of jobs that are worked on at the same time: the concurrency of the queue. A count; default 4.
         */
        @WithDefault("4")
        int segmentsAtOnceMax();

        /**
         * Write units of DynamoDB that all jobs together use a second at most, so that live traffic does not starve. Write
         * units a second; default 400.
         */
        @WithDefault("400")
        double writeUnitsPerSecondMax();

        /** Parts that the event table is scanned in. A count, 1..100; default 8. */
        @WithDefault("8")
        int scanSegments();
    }

    /** How commands are handled. */
    interface Handler {
        /** Appends tried for one command before it is answered as contended. A count; default 8. */
        @WithDefault("8")
        int attemptsMax();

        /** Streams of each category that an instance keeps folded. A count; default 500. */
        @WithDefault("500")
        int cachedStreamsMax();

        /** A snapshot is kept whenever a stream has grown by this many events; 0 means never. A count; default 100. */
        @WithDefault("100")
        int snapshotEveryEvents();

        /** Snapshots kept of each stream. A count; default 3. */
        @WithDefault("3")
        int snapshotsKept();

        /** The first pause after a lost race is random up to this. A duration; default 20 milliseconds. */
        @WithDefault("20ms")
        Duration backoffBase();

        /** No pause between two attempts is longer. A duration; default 500 milliseconds. */
        @WithDefault("500ms")
        Duration backoffCap();
    }
}
