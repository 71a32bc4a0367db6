package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FatalErrorsTest {
    private final List<String> reasons = new ArrayList<>();

    @Test
    void an_error_that_ends_a_thread_ends_a_process_that_is_the_applications_alone_with_one_line() {
        diesOf(new FatalErrors(true, reasons::add), new NoClassDefFoundError("X"));
        assertThat(reasons)
                .containsExactly("Daybook ends, because it could not go on answering:"
                        + " java.lang.NoClassDefFoundError: X in the thread gateway-7");
    }

    @Test
    void in_dev_mode_only_an_error_of_the_jvm_itself_does() {
        var devMode = new FatalErrors(false, reasons::add);
        diesOf(devMode, new NoClassDefFoundError("X"));
        assertThat(reasons).isEmpty();
        diesOf(devMode, new OutOfMemoryError("Java heap space"));
        assertThat(reasons)
                .containsExactly("Daybook ends, because it could not go on answering:"
                        + " java.lang.OutOfMemoryError: Java heap space in the thread gateway-7");
    }

    @Test
    void an_exception_that_ends_a_thread_ends_no_process() {
        diesOf(new FatalErrors(true, reasons::add), new IllegalStateException("X"));
        assertThat(reasons).isEmpty();
    }

    private static void diesOf(FatalErrors errors, Throwable problem) {
        errors.uncaughtException(Thread.ofVirtual().name("gateway-7").unstarted(() -> {}), problem);
    }
}
