package com.example.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.laptop.openapi.OpenApi;
import io.daybook.testing.CatalogChecks;
import io.daybook.testing.schema.GoldenSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything in the catalog fits together, can be stored, and is deployed by the template. */
class AppCatalogTest {
    @TestFactory
    Stream<DynamicTest> the_application_holds_together() {
        return CatalogChecks.of(new AppCatalog(), Path.of("template.yaml"));
    }

    @TestFactory
    Stream<DynamicTest> a_row_or_state_that_changes_gets_a_new_version() {
        return GoldenSchemas.of(new AppCatalog());
    }

    @Test
    void the_build_leaves_a_description_of_the_api_in_target() throws IOException {
        var file = Path.of("target", "openapi.json");
        OpenApi.write(new AppCatalog(), file);
        assertThat(file).content().contains("/tasks/{id}/assign");
    }
}
