package io.daybook.adapter.lambda.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.daybook.fixture.Commits;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamEdgeTest {
    private static final StreamName A = new StreamName("wallet", "a");
    private static final StreamName B = new StreamName("wallet", "b");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Logged log = new Logged();
    private final List<Map<StreamName, List<Commit>>> delivered = new ArrayList<>();
    private final List<String> skewed = new ArrayList<>();
    private final ClockSkew.Listener skews =
            (stream, metadata, clock) -> skewed.add(stream + " at " + metadata.at() + ", by the record " + clock);
    private final List<FailureListener.Failure> changes = new ArrayList<>();
    private Map<StreamName, String> unfinished = Map.of();
    private Instant now = NOW;

    @Test
    void commits_are_delivered_by_stream_in_the_order_of_their_records() {
        answer(inserted("1", commit(A, 1)), inserted("2", commit(B, 1)), inserted("3", commit(A, 2)));
        assertThat(delivered).containsExactly(Map.of(A, List.of(commit(A, 1), commit(A, 2)), B, List.of(commit(B, 1))));
    }

    @Test
    void what_was_changed_or_removed_is_told_and_never_applied() {
        var removed = inserted("1", commit(A, 1));
        removed.setEventName("REMOVE");
        removed.getDynamodb().setNewImage(null);
        var modified = inserted("2", commit(B, 7));
        modified.setEventName("MODIFY");
        assertThat(answer(removed, modified)).isEqualTo(new StreamsEventResponse(List.of()));
        assertThat(delivered).containsExactly(Map.of());
        assertThat(changes)
                .containsExactly(
                        changed(A, 1, null, "somebody changed the event table (REMOVE); nothing of it is applied"),
                        changed(
                                B,
                                7,
                                "correlation",
                                "somebody changed the event table (MODIFY); nothing of it is applied"));
    }

    private static FailureListener.Failure changed(
            StreamName stream, long version, @Nullable String correlationId, String error) {
        return new FailureListener.Failure(
                FailureListener.Kind.CHANGED, "project", stream, version, correlationId, error, null);
    }

    @Test
    void where_all_is_done_no_failure_is_reported() {
        assertThat(answer(inserted("1", commit(A, 1)))).isEqualTo(new StreamsEventResponse(List.of()));
    }

    @Test
    void the_first_record_of_an_unfinished_stream_is_reported() {
        unfinished = Map.of(A, "accounts: throttled", B, "accounts: throttled");
        assertThat(answer(
                        inserted("900", commit(new StreamName("wallet", "done"), 1)),
                        inserted("1000", commit(B, 1)),
                        inserted("1001", commit(A, 1)),
                        inserted("1002", commit(B, 2))))
                .isEqualTo(new StreamsEventResponse(List.of(new BatchItemFailure("1000"))));
        assertThat(log.batches)
                .containsExactly(
                        new BatchLog.Batch("project", 4, 3, 0, 2, "accounts: throttled", List.of("correlation"), 0));
    }

    @Test
    void a_stream_with_an_unreadable_record_is_read_from_the_event_table() {
        var unreadable = inserted("2", commit(A, 2));
        unreadable.getDynamodb().getNewImage().put("firstVersion", new AttributeValue("not a number"));
        var shown = inserted("4", commit(B, 1));
        shown.getDynamodb().setNewImage(null);
        answer(inserted("1", commit(A, 1)), unreadable, inserted("3", commit(A, 3)), shown);
        assertThat(delivered).containsExactly(Map.of(A, List.of(), B, List.of()));
        assertThat(log.batches)
                .containsExactly(new BatchLog.Batch("project", 4, 2, 2, 0, null, List.of("correlation"), 0));
    }

    @Test
    void an_item_that_is_nobodys_stream_is_passed_over() {
        var foreign = inserted("1", commit(A, 1));
        foreign.getDynamodb().setKeys(Map.of("stream", new AttributeValue("no stream")));
        unfinished = Map.of(A, "accounts: throttled");
        assertThat(answer(foreign, inserted("2", commit(A, 2))))
                .isEqualTo(new StreamsEventResponse(List.of(new BatchItemFailure("2"))));
    }

    @Test
    void nothing_new_is_begun_ten_seconds_before_the_time_is_up() {
        var passed = new ArrayList<Boolean>();
        BiFunction<Map<StreamName, List<Commit>>, Deadline, Map<StreamName, String>> delivery = (commits, deadline) -> {
            passed.add(deadline.hasPassed());
            now = NOW.plusSeconds(50);
            passed.add(deadline.hasPassed());
            return Map.of();
        };
        edge(delivery).answer(event(), Duration.ofSeconds(60));
        assertThat(passed).containsExactly(false, true);
    }

    @Test
    void a_time_that_differs_from_that_of_its_record_by_more_than_a_minute_is_told_whichever_way() {
        var at = Commits.metadata("c").at();
        answer(created("1", commit(A, 1), at.plusSeconds(61)), created("2", commit(B, 1), at.plusSeconds(62)));
        answer(created("3", commit(A, 2), at.minusSeconds(61)));
        answer(created("4", commit(A, 3), at.plusSeconds(60)), created("5", commit(B, 2), at.minusSeconds(60)));
        assertThat(skewed)
                .containsExactly(
                        "wallet-b at " + at + ", by the record " + at.plusSeconds(62),
                        "wallet-a at " + at + ", by the record " + at.minusSeconds(61));
    }

    private static DynamodbStreamRecord created(String sequenceNumber, Commit commit, Instant createdAt) {
        var record = inserted(sequenceNumber, commit);
        record.getDynamodb().setApproximateCreationDateTime(Date.from(createdAt));
        return record;
    }

    private StreamsEventResponse answer(DynamodbStreamRecord... records) {
        return edge((commits, deadline) -> {
                    delivered.add(commits);
                    return unfinished;
                })
                .answer(event(records), Duration.ofSeconds(60));
    }

    private StreamEdge edge(BiFunction<Map<StreamName, List<Commit>>, Deadline, Map<StreamName, String>> delivery) {
        var reader = new ImageReader(
                key -> StreamName.parse(key.get("stream").getS()),
                key -> Long.parseLong(key.get("version").getN()),
                image -> {
                    var version = image.get("firstVersion").getN();
                    if (version == null) {
                        throw new CorruptStreamException("no version");
                    }
                    return commit(StreamName.parse(image.get("stream").getS()), Long.parseLong(version));
                });
        return new StreamEdge(
                "project", delivery, reader, log, () -> now, new StreamEdge.Findings(skews, changes::add));
    }

    private static DynamodbEvent event(DynamodbStreamRecord... records) {
        var event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return event;
    }

    private static Commit commit(StreamName stream, long version) {
        return Commits.commit(stream, version, List.of(new EncodedEvent("e", "Noted", 1, "{}")), Commits.metadata("c"));
    }

    private static DynamodbStreamRecord inserted(String sequenceNumber, Commit commit) {
        var stream = new AttributeValue(commit.stream().toString());
        var change = new StreamRecord();
        change.setSequenceNumber(sequenceNumber);
        var version = new AttributeValue().withN(Long.toString(commit.firstVersion()));
        change.setKeys(Map.of("stream", stream, "version", version));
        change.addNewImageEntry("stream", stream);
        change.addNewImageEntry("firstVersion", new AttributeValue().withN(Long.toString(commit.firstVersion())));
        var record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(change);
        return record;
    }
}
