package com.example.app;

import io.daybook.testing.CatalogChecks;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything in the catalog fits together, can be stored, and is deployed by the template. */
class AppCatalogTest {
    @TestFactory
    Stream<DynamicTest> the_application_holds_together() {
        return CatalogChecks.of(new AppCatalog(), Path.of("template.yaml"));
    }
}
