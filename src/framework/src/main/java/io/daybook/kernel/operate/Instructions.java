package io.daybook.kernel.operate;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.shared.Recent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What operators decided, for the code that runs consumers. It is read at most every five seconds, however much is
 * delivered; in between, only a consumer that meets a poison event makes it read whether that one is skipped.
 */
public final class Instructions {
    private final Supplier<Decisions> decisions;
    private final Skips skips;
    private final Recent<Picture> picture;

    private record Picture(Decisions decisions, Set<StreamName> touched) {
        Picture(Decisions decisions) {
            this(decisions, streamsOf(decisions));
        }

        private static Set<StreamName> streamsOf(Decisions decisions) {
            var streams = new HashSet<StreamName>();
            decisions.skipped().forEach(event -> streams.add(event.stream()));
            return streams;
        }

        Set<Long> skipped(StreamConsumer consumer, StreamName stream) {
            return touched.contains(stream) ? decisions.skipped(consumer.name(), stream) : Set.of();
        }
    }

    @FunctionalInterface
    private interface Skips {
        boolean has(String consumer, StreamName stream, long version);
    }

    public Instructions(OperatorTable table, InstantSource clock) {
        this(
                table::decisions,
                (consumer, stream, version) ->
                        table.skipped(consumer, stream, version).isPresent(),
                clock);
    }

    private Instructions(Supplier<Decisions> decisions, Skips skips, InstantSource clock) {
        this.decisions = decisions;
        this.skips = skips;
        this.picture = new Recent<>(clock);
    }

    /** Nobody is paused and nothing is skipped. */
    public static Instructions none() {
        return new Instructions(() -> Decisions.NONE, (consumer, stream, version) -> false, () -> Instant.EPOCH);
    }

    /**
     * The names of the paused consumers, as they were at most five seconds ago.
     *
     * @throws StoreException if they had to be read and could not be
     */
    public Set<String> paused() {
        return picture().decisions().paused().keySet();
    }

    private Picture picture() {
        return picture.get(() -> new Picture(decisions.get()));
    }

    /** Reads the decisions anew at the next call. */
    public void forget() {
        picture.forget();
    }

    /** Lets a consumer apply a stream, except for the events that it is to skip. */
    public Progress apply(StreamConsumer consumer, StreamName stream, List<Commit> delivered, Deadline deadline) {
        Set<Long> skipped;
        try {
            skipped = picture().skipped(consumer, stream);
        } catch (StoreException e) {
            return Progress.Postponed.because(e);
        }
        var first = skipped.isEmpty() ? consumer : consumer.passingOver(stream, skipped);
        var met = first.apply(stream, delivered, deadline);
        return goOn(consumer, stream, delivered, deadline, new Met(met, skipped));
    }

    /**
     * Lets a consumer apply a batch. A stream with skipped events is applied on its own.
     *
     * @return the result for each of the streams
     */
    public Map<StreamName, Progress> apply(
            BatchConsumer consumer, Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var together = new HashMap<StreamName, List<Commit>>();
        var progress = new HashMap<StreamName, Progress>();
        delivered.forEach((stream, commits) -> {
            if (isTouched(consumer, stream)) {
                progress.put(stream, apply(consumer, stream, commits, deadline));
            } else {
                together.put(stream, commits);
            }
        });
        if (!together.isEmpty()) {
            consumer.apply(together, deadline)
                    .forEach((stream, met) -> progress.put(
                            stream,
                            goOn(
                                    consumer,
                                    stream,
                                    Objects.requireNonNull(together.get(stream)),
                                    deadline,
                                    new Met(met, Set.of()))));
        }
        return progress;
    }

    /** Uses the picture that there is; {@code apply} makes sure that it is not too old. */
    private boolean isTouched(StreamConsumer consumer, StreamName stream) {
        return picture.last()
                .map(seen -> !seen.skipped(consumer, stream).isEmpty())
                .orElse(true);
    }

    /** @param skipped the versions that were passed over already */
    private record Met(Progress progress, Set<Long> skipped) {}

    /**
     * Goes on after a poison event if it is to be skipped, and after further ones. The consumer starts where it is, and
     * is told of each event once that it is to pass over, so this ends.
     *
     * @param met the result of a first attempt
     */
    private Progress goOn(
            StreamConsumer consumer, StreamName stream, List<Commit> delivered, Deadline deadline, Met met) {
        var passed = new HashSet<>(met.skipped());
        var progress = met.progress();
        try {
            while (progress instanceof Progress.Poisoned poisoned
                    && poisoned.version() > 0
                    && passed.add(poisoned.version())
                    && skips.has(consumer.name(), stream, poisoned.version())) {
                progress = consumer.passingOver(stream, Set.copyOf(passed)).apply(stream, delivered, deadline);
            }
            return progress;
        } catch (StoreException e) {
            return Progress.Postponed.because(e);
        }
    }
}
