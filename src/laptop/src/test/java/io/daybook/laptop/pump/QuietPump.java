package io.daybook.laptop.pump;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** In tests that make functions fail, nobody needs to read that they did. */
final class QuietPump implements BeforeAllCallback, AfterAllCallback {
    /** Kept here, because loggers that nobody refers to forget their level. */
    private static final Logger LOGGER = Logger.getLogger(QuietPump.class.getPackageName());

    @Override
    public void beforeAll(ExtensionContext context) {
        LOGGER.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        LOGGER.setLevel(null);
    }
}
