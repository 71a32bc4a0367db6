package io.daybook.laptop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds what a live reload must not lose: the database's process and the listening server.
 *
 * <p>A reload loads all classes of the application anew, static fields included. So these values are kept among the
 * JVM's properties, and their types are the JDK's or a library's, which a reload does not load anew.
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
