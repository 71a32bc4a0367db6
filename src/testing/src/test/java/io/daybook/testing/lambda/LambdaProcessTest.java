package io.daybook.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.testing.lambda.LambdaPackage.NativeBinary;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Shell scripts stand for functions here. */
@DisabledOnOs(OS.WINDOWS)
class LambdaProcessTest {
    @TempDir
    Path directory;

    @Test
    void a_process_that_ends_fails_the_invocation_with_its_output() throws Exception {
        try (var process = start(Duration.ofSeconds(29), "echo 'no table'; exit 3")) {
            assertThatThrownBy(() -> process.invoke("{}"))
                    .isInstanceOf(LambdaBrokenException.class)
                    .hasMessage("The process ended with code 3\nno table\n");
        }
    }

    @Test
    void a_process_that_does_not_answer_in_its_time_is_ended() throws Exception {
        try (var process = start(Duration.ofMillis(100), "exec sleep 600");
                var http = HttpClient.newHttpClient()) {
            // The test asks for the event in the process's place, which makes init end.
            var next = URI.create("http://" + process.runtimeApi() + "/2018-06-01/runtime/invocation/next");
            http.sendAsync(HttpRequest.newBuilder(next).build(), BodyHandlers.ofString());
            assertThatThrownBy(() -> process.invoke("{}"))
                    .isInstanceOf(LambdaBrokenException.class)
                    .hasMessageStartingWith("The function did not answer within PT0.1S");
            assertThatThrownBy(() -> process.invoke("{}")).isInstanceOf(LambdaBrokenException.class);
        }
    }

    @Test
    void a_process_sees_its_own_environment_and_nothing_of_the_tests() throws Exception {
        try (var process = start(Duration.ofSeconds(29), "/usr/bin/env | sort; exit 1")) {
            assertThatThrownBy(() -> process.invoke("{}")).isInstanceOf(LambdaBrokenException.class);
            assertThat(process.output())
                    .contains("AWS_LAMBDA_FUNCTION_NAME=CommandsFunction\n", "A=1\n", "B=2\n")
                    .contains("LAMBDA_TASK_ROOT=" + directory + "\n")
                    .doesNotContain("HOME=");
        }
    }

    private LambdaProcess start(Duration timeout, String script) throws Exception {
        var bootstrap = Files.writeString(directory.resolve("bootstrap"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwx------"));
        var function = new DeployedFunction("CommandsFunction", "commands", "handler", Map.of("A", "1"), 128, timeout);
        return LambdaProcess.start(new NativeBinary(bootstrap), function, Map.of("B", "2"));
    }
}
