package io.daybook.laptop;

import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Ends the process if it would otherwise go on listening without ever answering: because memory has run out, or because
 * a thread that all requests or records go through has died.
 */
final class FatalErrors implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = Logger.getLogger(FatalErrors.class);
    private static final int EXIT_CODE = 1;

    private final boolean isAlone;
    private final Consumer<String> end;

    /**
     * @param isAlone whether all threads of this JVM are the application's. If not, only an error of the JVM itself is
     *     fatal, because threads of an application that was reloaded may die for lack of their classes
     * @param end is given the reason; it returns only in tests
     */
    FatalErrors(boolean isAlone, Consumer<String> end) {
        this.isAlone = isAlone;
        this.end = end;
    }

    /** Handles the death of any thread from now on. */
    static void endThisProcess(boolean isAlone) {
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrors(isAlone, FatalErrors::halt));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable problem) {
        if (problem instanceof VirtualMachineError || (isAlone && problem instanceof Error)) {
            end.accept("Daybook ends, because it could not go on answering: " + problem + " in the thread "
                    + thread.getName());
        } else {
            LOG.errorf(problem, "The thread %s has died", thread.getName());
        }
    }

    /**
     * Ends without an orderly shutdown, which may not be possible any more. DynamoDB Local ends with this process
     * anyway.
     */
    static void halt(String reason) {
        try {
            LOG.fatal(reason);
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
