package io.daybook.runtime.image;

import io.daybook.runtime.Catalog;
import io.daybook.runtime.check.CatalogCheck;
import io.daybook.runtime.check.CatalogDefectException;
import io.daybook.runtime.check.JsonTypes;
import java.util.ServiceLoader;
import java.util.Set;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Registers the types of the {@link Catalog} while a native image is built, so that nobody has to list them. A type
 * that cannot be registered ends the build. Named in {@code META-INF/native-image}.
 */
public final class CatalogFeature implements Feature {
    @Override
    public String getDescription() {
        return "Registers what Daybook's catalog writes as JSON";
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        ServiceLoader.load(Catalog.class, access.getApplicationClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .findFirst()
                .map(CatalogFeature::types)
                .orElseThrow(() -> new IllegalStateException("the application's catalog is not found: name its class in"
                        + " META-INF/services/" + Catalog.class.getName()))
                .forEach(CatalogFeature::register);
    }

    private static Set<Class<?>> types(Catalog catalog) {
        CatalogDefectException.throwIfAny(CatalogCheck.defects(catalog));
        return JsonTypes.of(catalog).found();
    }

    private static void register(Class<?> type) {
        RuntimeReflection.register(type);
        RuntimeReflection.register(type.getDeclaredConstructors());
        RuntimeReflection.register(type.getDeclaredMethods());
        RuntimeReflection.register(type.getDeclaredFields());
        if (type.isSealed()) {
            RuntimeReflection.registerAllPermittedSubclasses(type);
        }
        if (type.isRecord()) {
            RuntimeReflection.registerAllRecordComponents(type);
        }
    }
}
