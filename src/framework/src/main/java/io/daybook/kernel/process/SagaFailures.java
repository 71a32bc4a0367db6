package io.daybook.kernel.process;

import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.FailureListener.Kind;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.Parking;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.process.SagaSends.Failure;
import io.daybook.kernel.saga.SagaInstance;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Shows people the instances of a saga that cannot go on by themselves. */
final class SagaFailures {
    private final String saga;
    private final FailureListener failures;
    private final Parking parking;

    SagaFailures(String saga, SagaConsumer.Ports ports) {
        this.saga = saga;
        this.failures = ports.failures();
        this.parking = new Parking(ports.parked(), ports.settings().clock(), failures);
    }

    /** Parks a stream of an instance whose trigger could not be taken, and reports it if it was not parked already. */
    void park(SagaInstance instance, int attempts, Failure failure, Instant now) {
        streamOf(instance).ifPresent(stream -> {
            var dueAt = now.plus(SagaFold.pause(attempts));
            parking.park(
                    new ParkedStream(saga, stream, 0, failure.why(), now, 0, dueAt),
                    instance.origin().correlationId(),
                    failure.cause());
        });
    }

    /** Reports that an instance has given up. */
    void gaveUp(SagaInstance instance) {
        var stream = streamOf(instance);
        failures.failed(new FailureListener.Failure(
                Kind.STUCK,
                saga,
                stream.orElse(null),
                stream.map(of -> instance.work().applied(of).version()).orElse(0L),
                instance.origin().correlationId(),
                "the instance " + instance.id() + " gave up: "
                        + instance.trouble().stuck(),
                null));
    }

    /** One of the streams that belong to the instance, always the same. */
    private static Optional<StreamName> streamOf(SagaInstance instance) {
        return instance.work().applied().keySet().stream().min(Comparator.comparing(StreamName::toString));
    }
}
