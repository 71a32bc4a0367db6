package io.daybook.shop;

import io.daybook.runtime.Catalog;
import io.daybook.testing.GoldenEventsContract;
import java.util.Map;

/** Every event of the shop that was ever stored can be read, for ever. */
final class GoldenEventsTest extends GoldenEventsContract {
    @Override
    protected Catalog catalog() {
        return ShopForTests.CATALOG;
    }

    @Override
    protected Map<String, Object> examples() {
        return GoldenExamples.BY_FILE;
    }
}
