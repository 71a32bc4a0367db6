package io.daybook.testing.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;

/** A deployment package, unpacked as in an execution environment. */
public sealed interface LambdaPackage {
    /** The directory that Lambda calls {@code LAMBDA_TASK_ROOT}. */
    Path taskRoot();

    List<String> command(DeployedFunction function);

    /** The size of the zip, or of the binary before it is zipped. */
    long sizeBytes() throws IOException;

    /**
     * A zip for Lambda's Java runtime.
     *
     * @param runtimeClient the directory of AWS's own runtime interface client
     */
    record JvmZip(Path zip, Path taskRoot, Path runtimeClient) implements LambdaPackage {
        public static JvmZip unpack(Path zip, Path runtimeClient, Path taskRoot) throws IOException {
            try (var files = new ZipFile(zip.toFile())) {
                for (var entry : Collections.list(files.entries())) {
                    var file = taskRoot.resolve(entry.getName()).normalize();
                    if (entry.isDirectory()) {
                        Files.createDirectories(file);
                    } else {
                        Files.createDirectories(file.resolve("..").normalize());
                        try (var bytes = files.getInputStream(entry)) {
                            Files.copy(bytes, file);
                        }
                    }
                }
            }
            return new JvmZip(zip, taskRoot, runtimeClient);
        }

        /**
         * As in Lambda, only the runtime interface client is on the class path; it finds the function in its working
         * directory. Lambda compiles with C1 only (developer guide, "Customize Java runtime startup behavior"), and on
         * such a small machine the JVM chooses the serial collector. We guess that a tenth of the memory is not heap.
         */
        @Override
        public List<String> command(DeployedFunction function) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + function.memoryMegabytes() * 9 / 10 + "m",
                    "-XX:+UseSerialGC",
                    "-XX:+TieredCompilation",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-classpath",
                    runtimeClient + File.separator + "*",
                    "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                    function.handler());
        }

        @Override
        public long sizeBytes() throws IOException {
            return Files.size(zip);
        }
    }

    /** A binary for Lambda's {@code provided} runtimes, which talks to the Runtime API itself. */
    record NativeBinary(Path bootstrap) implements LambdaPackage {
        public NativeBinary {
            bootstrap = bootstrap.toAbsolutePath();
        }

        @Override
        public Path taskRoot() {
            return bootstrap.resolve("..").normalize();
        }

        @Override
        public List<String> command(DeployedFunction function) {
            return List.of(bootstrap.toString());
        }

        @Override
        public long sizeBytes() throws IOException {
            return Files.size(bootstrap);
        }
    }
}
