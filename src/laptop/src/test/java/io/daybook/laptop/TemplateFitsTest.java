package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.daybook.laptop.purse.PurseCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A laptop does not start on a template that would fail in the cloud, and says everything that is to change. */
class TemplateFitsTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/META-INF/daybook/template.yaml");

    @Test
    void the_template_of_the_purses_fits() {
        assertThatCode(() -> LocalRuntime.check(new PurseCatalog(), CloudTemplate.parse(Files.readString(TEMPLATE))))
                .doesNotThrowAnyException();
    }

    @Test
    void a_template_that_lacks_an_index_and_a_route_ends_the_start() throws IOException {
        var template = Files.readString(TEMPLATE)
                .replace("IndexName: owner", "IndexName: holder")
                .replace("Method: POST", "Method: PUT");
        assertThatThrownBy(() -> LocalRuntime.check(new PurseCatalog(), CloudTemplate.parse(template)))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessageContaining("- the index owner of the table PursesTable is missing: add it, with the keys"
                        + " owner S, ownerSort S")
                .hasMessageContaining("- the function commands lacks the route POST /{collection}/{id}/{command}");
    }
}
