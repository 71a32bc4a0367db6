package io.daybook.dynamodblocal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs DynamoDB Local in a child JVM that ends with its parent.
 *
 * <p>The child's standard input is a pipe whose other end only the parent holds. However the parent ends, the operating
 * system closes that end, and the child reads end-of-file and halts. The child, and not the parent,
 * holds a lock on the data directory, so that the lock is released exactly when nobody has the files open any more.
 *
 * <p>Ctrl-C in a terminal reaches parent and child alike. The child must not end first, because the parent still has to
 * finish requests. So once the server answers, the parent sends a byte, and from then on only end-of-file ends the
 * child. A file tells the parent that the byte has arrived.
 *
 * <p>Of this module, only this class and {@link OwnMachineOnly} are on the child's class path, so they may use nothing
 * but the JDK (annotations may be absent).
 */
public final class DynamoDbLocalMain {
    /** The exit code if another process holds the data directory. */
    static final int EXIT_DIRECTORY_IN_USE = 73;

    /** The exit code if DynamoDB Local does not start; its reason is in the output. */
    private static final int EXIT_NOT_STARTED = 74;

    /** The argument that stands for "in memory, nothing to lock". */
    static final String NO_DIRECTORY = "-";

    /** The file in the scratch directory that says that from now on only the end of the parent ends this process. */
    static final String STAYING = "staying";

    /** How long a predecessor, whose parent was killed a moment ago, may take to release the data directory. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(3);

    /** Kept here, because the garbage collector closes, and so unlocks, a file that nothing refers to. */
    @SuppressWarnings({"FieldCanBeLocal", "UnusedVariable"})
    private static @Nullable FileLock held;

    private static volatile boolean answering;

    private static final String SERVER = "software.amazon.dynamodb.services.local.main.ServerRunner";

    private DynamoDbLocalMain() {}

    /**
     * @param args scratch directory (deleted at the end), data directory or {@link #NO_DIRECTORY}, then the arguments
     *     of DynamoDB Local itself
     */
    public static void main(String[] args) throws Exception {
        Path scratch = Path.of(args[0]);
        Thread watch = Thread.ofPlatform().daemon().name("end-with-parent").start(() -> endWithParent(scratch));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stayWhileAnswering(watch)));
        if (!args[1].equals(NO_DIRECTORY) && !lock(Path.of(args[1]))) {
            Runtime.getRuntime().halt(EXIT_DIRECTORY_IN_USE);
        }
        try {
            serve(Arrays.copyOfRange(args, 2, args.length));
        } catch (ReflectiveOperationException e) {
            e.printStackTrace();
            // Some of its threads may run already, and would keep this process up.
            Runtime.getRuntime().halt(EXIT_NOT_STARTED);
        }
    }

    /** Does what DynamoDB Local's own main method does, which is never on the compile class path, and a little more. */
    private static void serve(String[] args) throws ReflectiveOperationException {
        Object database = Class.forName(SERVER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) args);
        OwnMachineOnly.guard(database);
        database.getClass().getMethod("start").invoke(database);
    }

    private static void endWithParent(Path scratch) {
        try {
            while (System.in.read() >= 0) {
                answering = true;
                Files.write(scratch.resolve(STAYING), new byte[0]);
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end. Without the file, the parent would not know that its byte has
            // arrived.
        }
        delete(scratch);
        Runtime.getRuntime().halt(0);
    }

    private static void stayWhileAnswering(Thread watch) {
        if (answering) {
            try {
                watch.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The file stays locked as long as this JVM lives. */
    @SuppressWarnings("resource")
    private static boolean lock(Path directory) throws IOException, InterruptedException {
        RandomAccessFile file =
                new RandomAccessFile(directory.resolve("daybook.lock").toFile(), "rw");
        long deadlineNanos = System.nanoTime() + LOCK_PATIENCE.toNanos();
        do {
            FileLock lock = file.getChannel().tryLock();
            if (lock != null) {
                held = lock;
                return true;
            }
            Thread.sleep(50);
        } while (System.nanoTime() < deadlineNanos);
        file.close();
        return false;
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What is left is in the directory for temporary files, which the system cleans up.
        }
    }
}
