package io.daybook.adapter.lambda.answer;

import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong with a request. Source: RFC 9457 (problem details), and the table of errors in docs/http.md.
 *
 * @param code stable and machine-readable
 * @param detail a sentence for a person, without details of how the service works inside
 * @param members further members of the answer
 */
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        Map<String, Object> members,
        Map<String, String> headers) {
    private static final Map<String, String> RETRY_SOON = Map.of("Retry-After", "1");

    private Problem(int status, String code, String title, String detail) {
        this(status, code, title, detail, Map.of(), Map.of());
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(
                400,
                "invalid-request",
                "Invalid request",
                "The request is invalid; see errors.",
                Map.of("errors", errors),
                Map.of());
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "Forbidden", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", "Not found", detail);
    }

    public static Problem methodNotAllowed(String allow) {
        return new Problem(
                405,
                "method-not-allowed",
                "Method not allowed",
                "This path takes " + allow + " only.",
                Map.of(),
                Map.of("Allow", allow));
    }

    public static Problem contended() {
        return new Problem(
                409,
                "contended",
                "Contended",
                "Other writers were faster at every attempt. Nothing was written; try again.",
                Map.of(),
                RETRY_SOON);
    }

    public static Problem versionMismatch(long expected, long actual) {
        return new Problem(
                412,
                "version-mismatch",
                "Version mismatch",
                "The stream is at version " + actual + ", not at " + expected + ". Nothing was written.",
                inOrder("expected", expected, "actual", actual),
                Map.of());
    }

    public static Problem tooLarge(String detail) {
        return new Problem(413, "payload-too-large", "Payload too large", detail);
    }

    public static Problem unsupportedMediaType() {
        return new Problem(415, "unsupported-media-type", "Unsupported media type", "A body must be application/json.");
    }

    public static Problem rejected(String code, String message) {
        return new Problem(422, code, "Rejected", message);
    }

    public static Problem keyReused(String key) {
        return rejected(
                "idempotency-key-reused",
                "The Idempotency-Key " + key + " belongs to another command: one with another name, other values or"
                        + " another caller. Nothing was written; send a new command with a new key.");
    }

    public static Problem throttled() {
        return new Problem(
                429,
                "throttled",
                "Throttled",
                "The store cannot take more requests at the moment. Nothing was written; try again.",
                Map.of(),
                RETRY_SOON);
    }

    public static Problem outcomeUnknown(String commandId) {
        return new Problem(
                503,
                "outcome-unknown",
                "Outcome unknown",
                "The command may or may not have been taken. Repeat it with the header Idempotency-Key: " + commandId,
                Map.of(),
                RETRY_SOON);
    }

    public static Problem readModelBehind(long atLeast) {
        return new Problem(
                503,
                "read-model-behind",
                "Read model behind",
                "The row does not reflect version " + atLeast + " of its stream yet; try again.",
                Map.of(),
                RETRY_SOON);
    }

    public static Problem readModelRebuilding() {
        return new Problem(
                503,
                "read-model-rebuilding",
                "Read model being rebuilt",
                "The rows are being built for this release; try again later.",
                Map.of(),
                RETRY_SOON);
    }

    public static Problem unavailable() {
        return new Problem(
                503,
                "unavailable",
                "Unavailable",
                "Something that this service needs cannot be reached. Nothing was written; try again.",
                Map.of(),
                RETRY_SOON);
    }

    /** Does not say that nothing was written, because a part may have been done before the missing table was needed. */
    public static Problem missing() {
        return new Problem(
                503,
                "unavailable",
                "Unavailable",
                "A table or an index that this service needs does not exist. Trying again does not help:"
                        + " tell the owner of the service the correlation id.");
    }

    /** For requests that may be repeated without harm. */
    public static Problem inDoubt() {
        return new Problem(
                503,
                "outcome-unknown",
                "Outcome unknown",
                "The request may have been carried out in whole, in part or not at all. It is safe to repeat it.",
                Map.of(),
                RETRY_SOON);
    }

    public static Problem notOrphaned() {
        return new Problem(
                409,
                "not-orphaned",
                "Not orphaned",
                "A consumer of this name exists: redrive its parked streams instead. Nothing was removed.");
    }

    /** @param why names what is in the way */
    public static Problem jobRunning(String why) {
        return new Problem(409, "job-running", "Job running", why + ". Nothing was begun.");
    }

    public static Problem served(String generation) {
        return new Problem(
                409,
                "generation-served",
                "Generation served",
                "The generation " + generation + " is served: serve another one first. Nothing was removed.");
    }

    public static Problem notParked() {
        return new Problem(
                409,
                "not-parked",
                "Not parked",
                "The stream is not parked at this version for this consumer. Nothing was skipped.");
    }

    public static Problem notStuck() {
        return new Problem(
                409,
                "not-stuck",
                "Not stuck",
                "The saga has not given this instance up, so it may still come to an end. Nothing was closed.");
    }

    /** API Gateway told no ARN, so it has not let this request in. */
    public static Problem operatorUnknown() {
        return new Problem(
                403,
                "forbidden",
                "Forbidden",
                "The caller has no ARN that could be written to the audit trail. Nothing was done.");
    }

    public static Problem internal() {
        return new Problem(
                500,
                "internal",
                "Internal error",
                "This is a defect; tell the owner of the service the correlation id.");
    }

    public HttpAnswer answer(String correlationId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:daybook:problem:" + code);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("code", code);
        body.put("correlationId", correlationId);
        body.putAll(members);
        return new HttpAnswer(status, code, "application/problem+json", headers, body);
    }

    /** Keeps the order, which {@code Map.of} does not. */
    private static Map<String, Object> inOrder(String first, Object one, String second, Object other) {
        var members = new LinkedHashMap<String, Object>();
        members.put(first, one);
        members.put(second, other);
        return members;
    }
}
