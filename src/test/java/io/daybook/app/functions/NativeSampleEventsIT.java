package io.daybook.app.functions;

import io.daybook.testing.lambda.DeployedFunction;
import io.daybook.testing.lambda.LambdaPackage;

/** The two native binaries; run by the Maven profile {@code native-it}. */
class NativeSampleEventsIT extends SampleEventsContract {
    @Override
    LambdaPackage packageOf(DeployedFunction function) {
        return Deployment.binary(function);
    }
}
