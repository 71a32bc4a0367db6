package io.daybook.kernel.saga;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.SagaRow.Pending;
import io.daybook.kernel.saga.SagaRow.Timer;
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
    public static SagaRow started(String saga, String id) {
        return waiting(saga, id, 1, "{\"visit\":\"o1\"}");
    }

    /** An instance that is not saved yet, with so many commands pending. */
    public static SagaRow waiting(String saga, String id, int pending, String state) {
        return new SagaRow(
                saga,
                id,
                0,
                state,
                STEP,
                false,
                pending(pending),
                List.of(new Timer("deposit", 1, AT.plusSeconds(900))),
                Map.of(new StreamName("visit", "o1"), 3L),
                1,
                1,
                "correlation",
                "ada",
                AT,
                AT,
                0,
                null,
                null,
                AT.plusSeconds(60));
    }

    /** An instance that waits for nothing, of nobody in particular. */
    public static SagaRow resting(String saga, String id) {
        return new SagaRow(
                saga,
                id,
                0,
                "{}",
                "completed",
                true,
                List.of(),
                List.of(),
                Map.of(),
                0,
                0,
                "c",
                null,
                AT,
                AT,
                0,
                null,
                null,
                null);
    }

    /** An instance with so many steps of history. */
    public static SagaRow withSteps(SagaRow row, long steps) {
        return new SagaRow(
                row.saga(),
                row.id(),
                row.revision(),
                row.state(),
                row.step(),
                row.complete(),
                row.pending(),
                row.timers(),
                row.applied(),
                steps,
                row.timerStarts(),
                row.correlationId(),
                row.userId(),
                row.startedAt(),
                row.at(),
                row.attempts(),
                row.error(),
                row.stuck(),
                row.dueAt());
    }

    /** An instance that was given up. */
    public static SagaRow stuck(String saga, String id) {
        return stuck(saga, id, "the stock of p1 cannot be released");
    }

    public static SagaRow stuck(String saga, String id, String reason) {
        var row = started(saga, id);
        return new SagaRow(
                saga,
                id,
                0,
                row.state(),
                "stuck",
                false,
                row.pending(),
                row.timers(),
                row.applied(),
                row.steps(),
                row.timerStarts(),
                row.correlationId(),
                row.userId(),
                row.startedAt(),
                row.at(),
                7,
                "DynamoDB could not be used",
                reason,
                null);
    }

    public static SagaRow dueAt(SagaRow row, @Nullable Instant dueAt) {
        return copy(row, row.revision(), row.step(), row.startedAt(), dueAt);
    }

    public static SagaRow startedAt(SagaRow row, Instant startedAt) {
        return copy(row, row.revision(), row.step(), startedAt, row.dueAt());
    }

    public static SagaRow atStep(SagaRow row, String step) {
        return copy(row, row.revision(), step, row.startedAt(), row.dueAt());
    }

    public static SagaRow atRevision(SagaRow row, long revision) {
        return copy(row, revision, row.step(), row.startedAt(), row.dueAt());
    }

    /** Commands of about 200 bytes each, whose ids compress as badly as real ones. */
    public static List<Pending> pending(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Pending(
                        "~" + hash(number),
                        "equipment",
                        "p" + number,
                        "reserve",
                        "{\"visitId\":\"o1\",\"quantity\":" + number + "}",
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

    private static SagaRow copy(SagaRow row, long revision, String step, Instant startedAt, @Nullable Instant dueAt) {
        return new SagaRow(
                row.saga(),
                row.id(),
                revision,
                row.state(),
                step,
                row.complete(),
                row.pending(),
                row.timers(),
                row.applied(),
                row.steps(),
                row.timerStarts(),
                row.correlationId(),
                row.userId(),
                startedAt,
                row.at(),
                row.attempts(),
                row.error(),
                row.stuck(),
                dueAt);
    }
}
