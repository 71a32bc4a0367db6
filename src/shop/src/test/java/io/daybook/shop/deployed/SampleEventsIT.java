package io.daybook.shop.deployed;

import io.daybook.testing.lambda.DeployedFunction;
import io.daybook.testing.lambda.Deployment;
import io.daybook.testing.lambda.LambdaPackage;
import io.daybook.testing.lambda.LambdaPackage.JvmZip;
import io.daybook.testing.lambda.SampleEventsContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The JVM zip, through AWS's own runtime interface client. */
class SampleEventsIT extends SampleEventsContract {
    @TempDir
    static Path unpacked;

    private static JvmZip zip;

    @BeforeAll
    static void unpack() throws IOException {
        zip = Deployment.zip(unpacked);
    }

    @Override
    protected LambdaPackage packageOf(DeployedFunction function) {
        return zip;
    }
}
