package io.daybook.shop;

import io.daybook.testing.CatalogChecks;
import io.daybook.testing.schema.GoldenSchemas;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ShopCatalogTest {
    @TestFactory
    Stream<DynamicTest> the_shop_holds_together() {
        return CatalogChecks.of(new ShopCatalog(), Path.of("..", "..", "template.yaml"));
    }

    @TestFactory
    Stream<DynamicTest> a_row_or_state_that_changes_gets_a_new_version() {
        return GoldenSchemas.of(new ShopCatalog());
    }
}
