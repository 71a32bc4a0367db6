package io.daybook.testtools;

import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import java.net.URI;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * One DynamoDB for all tests of this JVM, with the tables of {@code template.yaml}: DynamoDB Local, or LocalStack
 * if the Maven profile {@code localstack} is active. Tests share the tables and use streams of their own.
 */
public final class DynamoDbForTests {
    /** What the names of the tables begin with. */
    public static final String STACK_NAME = CloudTemplate.STACK_NAME;

    /** The last release that runs without a licence. */
    private static final DockerImageName LOCALSTACK = DockerImageName.parse("localstack/localstack:4.9.2");

    private DynamoDbForTests() {}

    /** A builder for a client like the application's. The test has to add an HTTP client. */
    public static DynamoDbClientBuilder clientBuilder() {
        return Running.DATABASE.clientBuilder();
    }

    public static DynamoDbClient client() {
        return clientBuilder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private record Database(URI endpoint, Region region, AwsCredentials credentials) {
        DynamoDbClientBuilder clientBuilder() {
            return DynamoDbClient.builder()
                    .endpointOverride(endpoint)
                    .region(region)
                    .credentialsProvider(StaticCredentialsProvider.create(credentials));
        }
    }

    /** Started by the first test that needs it; ends with this JVM. */
    private static final class Running {
        static final Database DATABASE =
                System.getProperty("test.dynamodb", "local").equals("localstack") ? localStack() : local();

        static {
            try (var client = client()) {
                CloudTemplate.load().createTables(client);
            }
        }

        private static Database local() {
            return new Database(DynamoDbLocal.inMemory().endpoint(), DynamoDbLocal.REGION, DynamoDbLocal.CREDENTIALS);
        }

        @SuppressWarnings("resource")
        private static Database localStack() {
            var container = new LocalStackContainer(LOCALSTACK).withServices("dynamodb");
            container.start();
            return new Database(
                    container.getEndpoint(),
                    Region.of(container.getRegion()),
                    AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey()));
        }
    }
}
