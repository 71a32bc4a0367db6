package io.daybook.kernel.saga;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.SagaInstance.Origin;
import io.daybook.kernel.saga.SagaInstance.Pending;
import io.daybook.kernel.saga.SagaInstance.State;
import io.daybook.kernel.saga.SagaInstance.Timer;
import io.daybook.kernel.saga.SagaInstance.Trouble;
import io.daybook.kernel.saga.SagaInstance.Work;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Examples of instances of sagas, and of their history. */
public final class SagaRows {
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    public static final String STEP = "reserving";

    private SagaRows() {}

    /** An instance that is not saved yet, with one command pending. */
    public static SagaInstance started(String saga, String id) {
        return waiting(saga, id, 1, "{\"visit\":\"o1\"}");
    }

    /** An instance that is not saved yet, with so many commands pending. */
    public static SagaInstance waiting(String saga, String id, int pending, String state) {
        var timers = List.of(new Timer("deposit", 1, AT.plusSeconds(900)));
        var applied = Map.of(new StreamName("visit", "o1"), StreamPosition.at(3));
        return new SagaInstance(
                saga,
                id,
                0,
                new Origin("correlation", "ada", AT),
                new State(1, state),
                STEP,
                false,
                new Work(pending(pending), timers, applied, 1, 1, AT),
                Trouble.NONE,
                AT.plusSeconds(60));
    }

    /** An instance that waits for nothing, of nobody in particular. */
    public static SagaInstance resting(String saga, String id) {
        return new SagaInstance(
                saga,
                id,
                0,
                new Origin("c", null, AT),
                new State(1, "{}"),
                "completed",
                true,
                Work.none(AT),
                Trouble.NONE,
                null);
    }

    /** An instance with so many steps of history. */
    public static SagaInstance withSteps(SagaInstance row, long steps) {
        var work = row.work();
        return row.with(new Work(work.pending(), work.timers(), work.applied(), steps, work.timerStarts(), work.at()));
    }

    /** An instance that was given up. */
    public static SagaInstance stuck(String saga, String id) {
        return stuck(saga, id, "the stock of p1 cannot be released");
    }

    public static SagaInstance stuck(String saga, String id, String reason) {
        return atStep(started(saga, id), "stuck")
                .with(new Trouble(7, "DynamoDB could not be used", reason))
                .withDueAt(null);
    }

    public static SagaInstance dueAt(SagaInstance row, @Nullable Instant dueAt) {
        return row.withDueAt(dueAt);
    }

    public static SagaInstance startedAt(SagaInstance row, Instant startedAt) {
        var origin = new Origin(row.origin().correlationId(), row.origin().userId(), startedAt);
        return copy(row, origin, row.step());
    }

    public static SagaInstance atStep(SagaInstance row, String step) {
        return copy(row, row.origin(), step);
    }

    public static SagaInstance atRevision(SagaInstance row, long revision) {
        return row.withRevision(revision);
    }

    /** Commands of about 200 bytes each, whose ids compress as badly as real ones. */
    public static List<Pending> pending(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Pending(
                        "~" + hash(number),
                        new Encoded(
                                "equipment",
                                "p" + number,
                                "reserve",
                                "{\"visitId\":\"o1\",\"quantity\":" + number + "}"),
                        "~" + hash(0)))
                .toList();
    }

    /** A step as an answer leads to it. */
    public static HistoryStep step(long number) {
        return step(number, "EquipmentReserved");
    }

    public static HistoryStep step(long number, String detail) {
        return new HistoryStep(
                number,
                AT.plusMillis(number),
                "answer",
                "reserve",
                "equipment-p" + number,
                null,
                "appended",
                detail,
                STEP,
                List.of("reserve equipment-p" + (number + 25)),
                List.of());
    }

    /** Both inclusive. */
    public static List<HistoryStep> steps(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(SagaRows::step).toList();
    }

    private static String hash(int number) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(new byte[] {(byte) number});
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static SagaInstance copy(SagaInstance row, Origin origin, String step) {
        return new SagaInstance(
                row.saga(),
                row.id(),
                row.revision(),
                origin,
                row.state(),
                step,
                row.complete(),
                row.work(),
                row.trouble(),
                row.dueAt());
    }
}
