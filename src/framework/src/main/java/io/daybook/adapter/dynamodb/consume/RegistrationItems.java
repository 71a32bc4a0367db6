package io.daybook.adapter.dynamodb.consume;

import static io.daybook.adapter.dynamodb.consume.ProgressItems.ITEM;
import static io.daybook.adapter.dynamodb.consume.ProgressItems.KEYS;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.kernel.registration.Registration;
import io.daybook.kernel.registration.Registry;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How registrations are stored in the table of projections. */
final class RegistrationItems {
    /** The one item that names all of them. */
    static final Map<String, AttributeValue> KEY = Map.of(ITEM, Attributes.text("registrations"));

    static final String REVISION = "revision";
    private static final String CONSUMERS = "consumers";
    private static final String SINCE = "since";
    private static final String RECONCILE_AT = "reconcileAt";

    private RegistrationItems() {}

    static Map<String, AttributeValue> of(Registry registry) {
        var consumers = new HashMap<String, AttributeValue>();
        registry.registrations().forEach((name, registration) -> consumers.put(name, of(registration)));
        var item = new HashMap<>(KEY);
        item.put(REVISION, Attributes.number(registry.revision()));
        item.put(CONSUMERS, AttributeValue.fromM(consumers));
        return item;
    }

    private static AttributeValue of(Registration registration) {
        var values = new HashMap<String, AttributeValue>();
        if (!registration.isFromBeginning()) {
            values.put(SINCE, Attributes.number(registration.since().toEpochMilli()));
        }
        var reconcileAt = registration.reconcileAt();
        if (reconcileAt != null) {
            values.put(RECONCILE_AT, Attributes.number(reconcileAt.toEpochMilli()));
        }
        return AttributeValue.fromM(values);
    }

    /** @param item empty if there is none */
    static Registry registry(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return Registry.NONE;
        }
        return Attributes.read(item, KEYS, () -> {
            var consumers = item.get(CONSUMERS);
            if (consumers == null || !consumers.hasM()) {
                throw new IOException("registrations name the consumers");
            }
            var registrations = new HashMap<String, Registration>();
            for (var entry : consumers.m().entrySet()) {
                registrations.put(entry.getKey(), registration(entry.getValue().m()));
            }
            return new Registry(registrations, Attributes.number(item, REVISION));
        });
    }

    private static Registration registration(Map<String, AttributeValue> values) throws IOException {
        var since = time(values, SINCE);
        return new Registration(since == null ? Registration.BEGINNING : since, time(values, RECONCILE_AT));
    }

    private static @Nullable Instant time(Map<String, AttributeValue> values, String name) throws IOException {
        return values.containsKey(name) ? Instant.ofEpochMilli(Attributes.number(values, name)) : null;
    }
}
