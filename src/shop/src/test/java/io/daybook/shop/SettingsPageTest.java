package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.laptop.LocalRuntimeConfig;
import io.daybook.runtime.beans.DaybookConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} has every key with its default, and no other key. */
final class SettingsPageTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z.-]+)` \\| (?:`([^`]*)`|none) \\|", Pattern.MULTILINE);

    @Test
    void the_page_has_every_key_with_its_default() throws IOException {
        var page = Files.readString(ShopForTests.REPOSITORY.resolve("docs/settings.md"));
        var documented = ROW.matcher(page)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> row.group(2) == null ? "" : row.group(2).toLowerCase(Locale.ROOT),
                        (one, other) -> one));
        var keys = new TreeMap<String, String>();
        for (var config : new Class<?>[] {DaybookConfig.class, LocalRuntimeConfig.class, ShopConfig.class}) {
            addKeys(config, config.getAnnotation(ConfigMapping.class).prefix(), keys);
        }
        assertThat(new TreeMap<>(documented)).isEqualTo(keys);
    }

    private static void addKeys(Class<?> config, String prefix, Map<String, String> keys) {
        for (var method : config.getDeclaredMethods()) {
            var key = prefix + "." + kebabCase(method);
            var type = method.getReturnType();
            if (type.isInterface() && type.getDeclaringClass() == config) {
                addKeys(type, key, keys);
            } else {
                var standard = method.getAnnotation(WithDefault.class);
                keys.put(key, standard == null ? "" : standard.value().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static String kebabCase(Method method) {
        var name = method.getAnnotation(WithName.class);
        return name != null
                ? name.value()
                : method.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
