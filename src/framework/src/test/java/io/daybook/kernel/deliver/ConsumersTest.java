package io.daybook.kernel.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.fixture.ForwardingParkedStreams;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.memory.MemoryParkedStreams;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConsumersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Progress APPLIED = new Progress.Applied();
    private static final Progress POISONED = new Progress.Poisoned(3, "no way");
    private static final Progress POSTPONED = new Progress.Postponed("not now");

    private final ParkedStreams parked = new MemoryParkedStreams();
    private final Queue<FailureListener.Failure> failures = new ConcurrentLinkedQueue<>();
    private final StreamName one = new StreamName("note", "1");
    private final StreamName two = new StreamName("note", "2");
    private final StreamName other = new StreamName("other", "3");

    @Test
    void each_consumer_gets_each_of_its_streams_alone() {
        var notes = ScriptedConsumer.of("notes", stream -> APPLIED);
        var others = new ScriptedConsumer("others", "other", stream -> APPLIED);
        assertThat(deliver(batch(one, two, other), notes, others)).isEmpty();
        assertThat(notes.calls).containsExactlyInAnyOrder(batch(one), batch(two));
        assertThat(others.calls).containsExactly(batch(other));
    }

    @Test
    void a_consumer_of_batches_gets_all_of_its_streams_at_once() {
        var sums = new ScriptedConsumer.Batch("sums", "note", stream -> APPLIED);
        assertThat(deliver(batch(one, two, other), sums)).isEmpty();
        assertThat(sums.calls).containsExactly(batch(one, two));
        assertThat(deliver(batch(other), sums)).isEmpty();
        assertThat(sums.calls).hasSize(1);
    }

    @Test
    void what_one_consumer_has_not_done_is_unfinished() {
        var all = ScriptedConsumer.of("all", stream -> APPLIED);
        var some = ScriptedConsumer.of("some", stream -> stream.equals(two) ? POSTPONED : APPLIED);
        assertThat(deliver(batch(one, two), all, some)).containsOnlyKeys(two);
        assertThat(all.calls).hasSize(2);
    }

    @Test
    void a_poisoned_stream_is_parked_and_done_with() {
        assertThat(deliver(
                        batch(one, two), ScriptedConsumer.of("c", stream -> stream.equals(two) ? POISONED : APPLIED)))
                .isEmpty();
        assertThat(parked.list(null, 10).parked())
                .containsExactly(new ParkedStream("c", two, 3, "no way", NOW, 0, NOW.plusSeconds(60)));
    }

    @Test
    void a_stream_that_is_parked_is_told_once_with_its_cause_however_often_it_is_delivered() {
        var cause = new IllegalStateException("no way");
        var consumer = ScriptedConsumer.of("c", stream -> new PoisonException(3, cause).progress());
        deliver(batch(one), consumer);
        deliver(batch(one), consumer);
        assertThat(failures).hasSize(1);
        var told = failures.element();
        assertThat(told)
                .isEqualTo(new FailureListener.Failure(
                        FailureListener.Kind.PARKED, "c", one, 3, null, "IllegalStateException: no way", told.cause()));
        assertThat(told.cause()).hasCause(cause);
    }

    @Test
    void a_store_that_cannot_be_used_is_told_once_for_each_delivery_with_its_cause() {
        var cause = new StoreUnavailableException("no table", null);
        var consumer = ScriptedConsumer.of("c", stream -> new Progress.Postponed(cause.toString(), cause));
        assertThat(deliver(batch(one, two), consumer)).hasSize(2);
        assertThat(failures)
                .extracting(FailureListener.Failure::kind, FailureListener.Failure::cause)
                .containsExactly(tuple(FailureListener.Kind.POSTPONED, cause));
        assertThat(deliver(batch(one), ScriptedConsumer.of("c", stream -> POSTPONED)))
                .hasSize(1);
        assertThat(failures).hasSize(1);
    }

    @Test
    void a_stream_that_cannot_be_parked_is_unfinished() {
        var broken = new ForwardingParkedStreams(parked) {
            @Override
            public boolean park(ParkedStream marker) {
                throw new StoreUnavailableException("not now", new IllegalStateException());
            }
        };
        var consumers = new Consumers(
                List.of(ScriptedConsumer.of("c", stream -> POISONED)), broken, () -> NOW, 4, failures::add);
        assertThat(consumers.deliver(batch(one), Deadline.none()))
                .containsOnly(entry(one, "c: io.daybook.kernel.failure.StoreUnavailableException: not now"));
    }

    @Test
    void a_defect_of_a_consumer_leaves_its_stream_unfinished_and_the_others_done() {
        var defect = ScriptedConsumer.of("defect", stream -> {
            if (stream.equals(two)) {
                throw new IllegalStateException("a defect that this test makes");
            }
            return APPLIED;
        });
        var good = ScriptedConsumer.of("good", stream -> APPLIED);
        assertThat(deliver(batch(one, two), defect, good))
                .containsOnly(entry(two, "defect: java.lang.IllegalStateException: a defect that this test makes"));
        assertThat(good.calls).hasSize(2);
        assertThat(parked.list(null, 10).parked()).isEmpty();
        assertThat(failures)
                .extracting(FailureListener.Failure::kind, FailureListener.Failure::stream)
                .containsExactly(tuple(FailureListener.Kind.DEFECT, two));
    }

    @Test
    void an_error_is_thrown_when_all_others_have_finished() {
        var finished = new CountDownLatch(1);
        var broken = ScriptedConsumer.of("broken", stream -> {
            if (stream.equals(two)) {
                throw new StackOverflowError();
            }
            finished.countDown();
            return POISONED;
        });
        assertThatThrownBy(() -> deliver(batch(one, two), broken)).isInstanceOf(StackOverflowError.class);
        assertThat(finished.getCount()).isZero();
        assertThat(parked.find("broken", one)).isPresent();
    }

    @Test
    void after_the_deadline_nothing_is_begun() {
        var consumer = ScriptedConsumer.of("c", stream -> APPLIED);
        var consumers = new Consumers(List.of(consumer), parked, () -> NOW, 1, failures::add);
        assertThat(consumers.deliver(batch(one, two), () -> !consumer.calls.isEmpty()))
                .hasSize(1)
                .containsValue("c: the deadline has passed");
        assertThat(consumer.calls).hasSize(1);
    }

    @Test
    void only_so_many_streams_are_worked_on_at_once() {
        var working = new AtomicInteger();
        var most = new AtomicInteger();
        var consumer = ScriptedConsumer.of("c", stream -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            Thread.yield();
            working.decrementAndGet();
            return APPLIED;
        });
        var streams = IntStream.range(0, 500)
                .mapToObj(number -> new StreamName("note", "s" + number))
                .toArray(StreamName[]::new);
        var consumers = new Consumers(List.of(consumer), parked, () -> NOW, 3, failures::add);
        assertThat(consumers.deliver(batch(streams), Deadline.none())).isEmpty();
        assertThat(consumer.calls).hasSize(500);
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void streams_are_worked_on_at_the_same_time() {
        var together = new CountDownLatch(3);
        var consumer = ScriptedConsumer.of("c", stream -> {
            together.countDown();
            try {
                together.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return APPLIED;
        });
        var third = new StreamName("note", "3");
        var consumers = new Consumers(List.of(consumer), parked, () -> NOW, 3, failures::add);
        assertThat(consumers.deliver(batch(one, two, third), Deadline.none())).isEmpty();
    }

    private Map<StreamName, String> deliver(Map<StreamName, List<Commit>> batch, StreamConsumer... consumers) {
        return new Consumers(List.of(consumers), parked, () -> NOW, 4, failures::add).deliver(batch, Deadline.none());
    }

    private static Map<StreamName, List<Commit>> batch(StreamName... streams) {
        return List.of(streams).stream().collect(Collectors.toMap(Function.identity(), stream -> List.of()));
    }
}
