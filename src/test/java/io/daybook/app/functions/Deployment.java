package io.daybook.app.functions;

import io.daybook.app.local.database.DynamoDbLocal;
import io.daybook.app.local.template.Template;
import io.daybook.testing.lambda.DeployedFunction;
import io.daybook.testing.lambda.LambdaPackage;
import io.daybook.testing.lambda.LambdaPackage.JvmZip;
import io.daybook.testing.lambda.LambdaPackage.NativeBinary;
import io.daybook.testing.lambda.LambdaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The template's functions, from the packages that this build made, on empty tables.
 *
 * @param packages what each function is deployed from, by its name
 */
record Deployment(DynamoDbLocal database, Map<String, LambdaPackage> packages) implements AutoCloseable {
    private static final Path TEMPLATE = Path.of("template.yaml");
    private static final Map<String, String> PARAMETERS = Map.of("CursorKey", "of-tests-and-worth-nothing-elsewhere");

    private static final Map<String, String> ACCOUNT = Map.of(
            "AWS_REGION", DynamoDbLocal.REGION.id(),
            "AWS_DEFAULT_REGION", DynamoDbLocal.REGION.id(),
            "AWS_ACCESS_KEY_ID", DynamoDbLocal.CREDENTIALS.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", DynamoDbLocal.CREDENTIALS.secretAccessKey());

    /** All functions by name. */
    static Map<String, DeployedFunction> functions() throws IOException {
        var functions = new HashMap<String, DeployedFunction>();
        for (var function : DeployedFunction.of(TEMPLATE, Template.STACK_NAME, PARAMETERS)) {
            functions.put(function.name(), function);
        }
        return functions;
    }

    static Deployment on(Map<String, LambdaPackage> packages) {
        var database = DynamoDbLocal.inMemory();
        try (var client = database.client()) {
            Template.load().createTables(client);
        }
        return new Deployment(database, packages);
    }

    /** The zip of a JVM build. */
    static JvmZip zip(Path unpacked) throws IOException {
        return JvmZip.unpack(
                Path.of(System.getProperty("daybook.it.function")),
                Path.of(System.getProperty("daybook.it.lambda-runtime")),
                unpacked);
    }

    /** The binary of a native build that has this function's binding. */
    static NativeBinary binary(DeployedFunction function) {
        return new NativeBinary(
                Path.of(System.getProperty(function.isFunqy() ? "native-it.funqy" : "native-it.lambda")));
    }

    /** Starts a process on this database and does not wait. */
    LambdaProcess start(DeployedFunction function) throws IOException {
        var variables = new HashMap<>(ACCOUNT);
        variables.put("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", database.endpoint().toString());
        return LambdaProcess.start(packages.get(function.name()), function, variables);
    }

    /** Starts a process with nothing but what the template and Lambda say. */
    LambdaProcess startAsDeployed(DeployedFunction function) throws IOException {
        return LambdaProcess.start(packages.get(function.name()), function, ACCOUNT);
    }

    @Override
    public void close() {
        database.close();
    }
}
