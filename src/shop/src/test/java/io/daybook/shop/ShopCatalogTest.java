package io.daybook.shop;

import io.daybook.testing.CatalogChecks;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ShopCatalogTest {
    @TestFactory
    Stream<DynamicTest> the_shop_holds_together() {
        return CatalogChecks.of(new ShopCatalog(), Path.of("..", "..", "template.yaml"));
    }
}
