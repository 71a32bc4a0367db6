package io.daybook.laptop;

import io.daybook.laptop.authorizer.Authorizer;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the laptop runtime runs. It has no effect on Lambda. */
@ConfigMapping(prefix = "daybook.local")
public interface LocalRuntimeConfig {
    /** Whether the laptop runtime starts. Default: false, but true in the profiles dev, test and local. */
    @WithDefault("false")
    boolean enabled();

    /** The port of the HTTP gateway; if it is taken, a free one; 0 for any. Default: 8080. */
    @WithDefault("8080")
    int httpPort();

    /**
     * Who a request without {@code Authorization} comes from: {@code operator} (an operator without an id), or
     * {@code none} (nobody: it is answered 401). Default: operator.
     */
    @WithDefault("operator")
    Authorizer.Anonymous anonymous();

    /**
     * Names of this machine, beside localhost, 127.0.0.1 and [::1], that may stand in Host and Origin of a request;
     * separated by commas, without ports. Default: none.
     */
    Optional<List<String>> hosts();

    /** The port of DynamoDB Local; if it is taken, a free one; 0 for any. Default: 8000. */
    @WithDefault("8000")
    int dynamodbPort();

    /** Where the data is kept between runs. Default: none, the data is in memory. */
    Optional<Path> dataDirectory();

    /**
     * An export whose commits are put into the event table at the start, as they were. While it is set, sagas and reactors
     * stand still, because they would act on what was imported. Default: none.
     */
    @WithName("import")
    Optional<Path> importFile();

    /**
     * The directory of DynamoDB Local's jars. Default: {@code target/dynamodb-local}, where the build puts them, in the
     * working directory or beside the packaged jar.
     */
    @WithDefault("target/dynamodb-local")
    Path dynamodbJars();

    /** How long a stop waits for requests in flight. Default: 10 seconds. */
    @WithDefault("10S")
    Duration stopMax();
}
