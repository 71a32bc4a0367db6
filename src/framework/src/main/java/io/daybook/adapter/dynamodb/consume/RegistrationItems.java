package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.DynamoSharedTable;
import io.daybook.kernel.registration.Registration;
import io.daybook.kernel.registration.Registry;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How registrations are stored in the table of projections. */
public final class RegistrationItems implements DynamoSharedTable.Form<Registry> {
    private static final String CONSUMERS = "consumers";
    private static final String SINCE = "since";
    private static final String RECONCILE_AT = "reconcileAt";

    @Override
    public String name() {
        return "registrations";
    }

    @Override
    public Registry none() {
        return Registry.NONE;
    }

    @Override
    public Map<String, AttributeValue> write(Registry registry) {
        var consumers = new HashMap<String, AttributeValue>();
        registry.registrations().forEach((name, registration) -> consumers.put(name, of(registration)));
        return Map.of(CONSUMERS, AttributeValue.fromM(consumers));
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

    @Override
    public Registry read(Map<String, AttributeValue> item) throws IOException {
        var consumers = item.get(CONSUMERS);
        if (consumers == null || !consumers.hasM()) {
            throw new IOException("registrations name the consumers");
        }
        var registrations = new HashMap<String, Registration>();
        for (var entry : consumers.m().entrySet()) {
            registrations.put(entry.getKey(), registration(entry.getValue().m()));
        }
        return new Registry(registrations);
    }

    private static Registration registration(Map<String, AttributeValue> values) throws IOException {
        var since = time(values, SINCE);
        return new Registration(since == null ? Registration.BEGINNING : since, time(values, RECONCILE_AT));
    }

    private static @Nullable Instant time(Map<String, AttributeValue> values, String name) throws IOException {
        return values.containsKey(name) ? Instant.ofEpochMilli(Attributes.number(values, name)) : null;
    }
}
