package io.daybook.shop.deployed;

import io.daybook.testing.lambda.DeployedFunction;
import io.daybook.testing.lambda.Deployment;
import io.daybook.testing.lambda.LambdaPackage;
import io.daybook.testing.lambda.SampleEventsContract;

/** The two native binaries; run by the Maven profile {@code native-it}. */
class NativeSampleEventsIT extends SampleEventsContract {
    @Override
    protected LambdaPackage packageOf(DeployedFunction function) {
        return Deployment.binary(function);
    }
}
