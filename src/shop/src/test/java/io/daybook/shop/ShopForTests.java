package io.daybook.shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.runtime.wiring.Model;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** The shop as tests without a container build it. */
public final class ShopForTests {
    /** Makes no payments; whoever needs some makes a catalog of his own, with a gateway. */
    public static final ShopCatalog CATALOG = new ShopCatalog();

    public static final Model MODEL = Model.of(CATALOG);

    /** The root of the repository; a module's tests run in the directory of the module. */
    public static final Path REPOSITORY = Path.of("..", "..");

    private ShopForTests() {}

    /** JSON as it is stored and answered. */
    public static ObjectMapper mapper() {
        return Json.mapper(MODEL.scalars());
    }

    /** By the real clock and without snapshots; whoever loses a race tries again at once. */
    public static HandlerSettings settings() {
        return settings(InstantSource.system());
    }

    public static HandlerSettings settings(InstantSource clock) {
        return new HandlerSettings(
                8, 100, 0, Backoff.none(), clock, () -> UUID.randomUUID().toString(), (of, at, other) -> {});
    }
}
