package io.daybook.testing.lambda;

import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.testing.lambda.LambdaPackage.JvmZip;
import io.daybook.testing.lambda.LambdaPackage.NativeBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The template's functions, started from the packages of this build, on empty tables.
 *
 * @param packages the package of each function, by the function's name
 */
public record Deployment(DynamoDbLocal database, Map<String, LambdaPackage> packages) implements AutoCloseable {
    private static final Path TEMPLATE = Path.of(System.getProperty("test.template"));
    private static final Map<String, String> PARAMETERS = Map.of();

    private static final Map<String, String> ACCOUNT = Map.of(
            "AWS_REGION", DynamoDbLocal.REGION.id(),
            "AWS_DEFAULT_REGION", DynamoDbLocal.REGION.id(),
            "AWS_ACCESS_KEY_ID", DynamoDbLocal.CREDENTIALS.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", DynamoDbLocal.CREDENTIALS.secretAccessKey());

    /** All functions by name. */
    public static Map<String, DeployedFunction> functions() throws IOException {
        var functions = new HashMap<String, DeployedFunction>();
        for (var function : DeployedFunction.of(TEMPLATE, CloudTemplate.STACK_NAME, PARAMETERS)) {
            functions.put(function.name(), function);
        }
        return functions;
    }

    public static Deployment on(Map<String, LambdaPackage> packages) {
        var database = DynamoDbLocal.inMemory();
        try (var client = database.client()) {
            CloudTemplate.load().createTables(client);
        }
        return new Deployment(database, packages);
    }

    /** The zip of a JVM build. */
    public static JvmZip zip(Path unpacked) throws IOException {
        return JvmZip.unpack(
                Path.of(System.getProperty("daybook.it.function")),
                Path.of(System.getProperty("daybook.it.lambda-runtime")),
                unpacked);
    }

    /** The binary of the native build that has this function's binding. */
    public static NativeBinary binary(DeployedFunction function) {
        return new NativeBinary(
                Path.of(System.getProperty(function.isFunqy() ? "native-it.funqy" : "native-it.lambda")));
    }

    /** Starts a process on this database, without waiting. */
    public LambdaProcess start(DeployedFunction function) throws IOException {
        var variables = new HashMap<>(ACCOUNT);
        variables.put("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", database.endpoint().toString());
        return LambdaProcess.start(packageOf(function), function, variables);
    }

    /** Starts a process with only the variables that the template and Lambda set, without waiting. It has no tables. */
    public static LambdaProcess startAsDeployed(LambdaPackage deployed, DeployedFunction function) throws IOException {
        return LambdaProcess.start(deployed, function, ACCOUNT);
    }

    private LambdaPackage packageOf(DeployedFunction function) {
        var deployed = packages.get(function.name());
        if (deployed == null) {
            throw new IllegalArgumentException("nothing is deployed for the function " + function.name());
        }
        return deployed;
    }

    @Override
    public void close() {
        database.close();
    }
}
