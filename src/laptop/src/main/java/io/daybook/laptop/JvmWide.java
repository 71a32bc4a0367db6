package io.daybook.laptop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a live reload must not lose: the database's process, the listening server.
 *
 * <p>A reload loads all classes of the application anew, static fields included, so these values lie among the JVM's
 * properties, and are of types of the JDK or of libraries, which no reload loads anew.
 */
final class JvmWide {
    private static final String KEY = JvmWide.class.getName();

    private JvmWide() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> values() {
        return (Map<String, Object>)
                System.getProperties().computeIfAbsent(KEY, absent -> new ConcurrentHashMap<String, Object>());
    }
}
