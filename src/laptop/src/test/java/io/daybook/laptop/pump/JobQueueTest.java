package io.daybook.laptop.pump;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.kernel.job.Ring;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(QuietPump.class)
class JobQueueTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(20);
    private static final int AT_ONCE_MAX = 3;

    private final JobQueue queue = new JobQueue(AGAIN_AFTER);
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

    /** What an invocation for a segment does. */
    @FunctionalInterface
    private interface Work {
        /** @return the answer's JSON */
        String on(Ring ring) throws IOException;
    }

    @AfterEach
    void stop() throws InterruptedException {
        queue.stop(PATIENCE);
    }

    private void start(int atOnceMax, Work work) {
        queue.start(
                "work",
                (function, event) -> {
                    assertThat(function).isEqualTo("work");
                    events.add(event);
                    return JSON.readTree(work.on(ring(event)));
                },
                atOnceMax);
    }

    private static Ring ring(JsonNode event) {
        return Ring.parse(event.at("/Records/0/body").asText());
    }

    private void ring(String job, int segment) {
        queue.ring(new Ring(job, segment), Duration.ZERO);
    }

    private JsonNode nextEvent() throws InterruptedException {
        @Nullable JsonNode next = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    /** The rings of the next invocations, in their order. */
    private List<Ring> nextRings(int count) throws InterruptedException {
        var rings = new ArrayList<Ring>();
        for (int i = 0; i < count; i++) {
            rings.add(ring(nextEvent()));
        }
        return rings;
    }

    @Test
    void a_ring_is_an_event_with_one_message_as_the_cloud_sends_it() throws Exception {
        start(1, ring -> Scripted.DONE);
        ring("j1", 2);
        ObjectNode event = nextEvent().deepCopy();
        assertThat(((ObjectNode) event.at("/Records/0")).remove("messageId").asText())
                .hasSize(36);
        assertThat(event).isEqualTo(JSON.readTree("{\"Records\":[{\"body\":\"j1 2\",\"eventSource\":\"aws:sqs\"}]}"));
    }

    @Test
    void what_is_rung_before_the_start_waits_and_only_once() throws Exception {
        ring("j1", 0);
        ring("j1", 0);
        ring("j1", 1);
        start(1, ring -> Scripted.DONE);
        ring("j2", 0);
        assertThat(nextRings(3)).containsExactlyInAnyOrder(new Ring("j1", 0), new Ring("j1", 1), new Ring("j2", 0));
        queue.stop(PATIENCE);
        assertThat(events).isEmpty();
    }

    @Test
    void a_ring_for_a_segment_that_is_being_worked_on_is_kept() throws Exception {
        var isFirst = new AtomicInteger();
        start(1, ring -> {
            if (isFirst.getAndIncrement() == 0) {
                ring("j1", 0);
            }
            return Scripted.DONE;
        });
        ring("j1", 0);
        assertThat(nextRings(2)).containsExactly(new Ring("j1", 0), new Ring("j1", 0));
    }

    @Test
    void a_ring_that_is_due_sooner_is_not_held_up_by_one_that_waits_and_takes_its_place() throws Exception {
        var hour = Duration.ofHours(1);
        queue.ring(new Ring("j1", 0), hour);
        queue.ring(new Ring("j1", 1), Duration.ofMillis(100));
        ring("j1", 0);
        queue.ring(new Ring("j1", 1), hour);
        start(1, ring -> Scripted.DONE);
        assertThat(nextRings(2)).containsExactly(new Ring("j1", 0), new Ring("j1", 1));
        ring("j2", 0);
        assertThat(nextRings(1)).containsExactly(new Ring("j2", 0));
        assertThat(events).isEmpty();
    }

    @Test
    void as_many_invocations_as_are_allowed_run_at_once_and_no_more() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var meeting = new CyclicBarrier(AT_ONCE_MAX);
        start(AT_ONCE_MAX, ring -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            meet(meeting);
            now.decrementAndGet();
            return Scripted.DONE;
        });
        for (int segment = 0; segment < 4 * AT_ONCE_MAX; segment++) {
            ring("j1", segment);
        }
        assertThat(nextRings(4 * AT_ONCE_MAX)).doesNotHaveDuplicates();
        assertThat(queue.stop(PATIENCE)).isTrue();
        assertThat(most.get()).isEqualTo(AT_ONCE_MAX);
    }

    private static void meet(CyclicBarrier meeting) {
        try {
            meeting.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_ring_for_later_lets_others_pass_and_is_not_early() throws Exception {
        var after = Duration.ofMillis(200);
        start(1, ring -> Scripted.DONE);
        long rungNanos = System.nanoTime();
        queue.ring(new Ring("later", 0), after);
        ring("now", 0);
        assertThat(nextRings(2)).containsExactly(new Ring("now", 0), new Ring("later", 0));
        assertThat(Duration.ofNanos(System.nanoTime() - rungNanos)).isGreaterThanOrEqualTo(after);
    }

    @Test
    void a_function_that_throws_is_called_again_for_the_same_segment_after_a_while() throws Exception {
        var failures = new ArrayList<Throwable>(List.of(new IOException("no"), new StackOverflowError()));
        start(1, ring -> {
            if (ring.segment() == 0 && !failures.isEmpty()) {
                throwIt(failures.removeFirst());
            }
            return Scripted.DONE;
        });
        long rungNanos = System.nanoTime();
        ring("j1", 0);
        ring("j1", 1);
        assertThat(nextRings(4))
                .containsExactlyInAnyOrder(new Ring("j1", 0), new Ring("j1", 1), new Ring("j1", 0), new Ring("j1", 0));
        assertThat(Duration.ofNanos(System.nanoTime() - rungNanos)).isGreaterThanOrEqualTo(AGAIN_AFTER.multipliedBy(2));
    }

    private static void throwIt(Throwable failure) throws IOException {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (IOException) failure;
    }

    @Test
    void a_message_that_is_reported_as_failed_comes_again() throws Exception {
        var answers = new ArrayList<>(List.of(Scripted.failedAt("m"), Scripted.DONE));
        start(1, ring -> answers.removeFirst());
        ring("j1", 0);
        assertThat(nextRings(2)).containsExactly(new Ring("j1", 0), new Ring("j1", 0));
        assertThat(queue.stop(PATIENCE)).isTrue();
        assertThat(answers).isEmpty();
    }

    @Test
    void a_stop_waits_for_what_is_in_flight_and_begins_nothing_more() throws Exception {
        var goOn = new CountDownLatch(1);
        var finished = new AtomicInteger();
        start(1, ring -> {
            await(goOn);
            finished.incrementAndGet();
            return Scripted.DONE;
        });
        ring("j1", 0);
        ring("j1", 1);
        nextEvent();
        var stopped = new CompletableFuture<Boolean>();
        var stopping = Thread.startVirtualThread(() -> {
            try {
                stopped.complete(queue.stop(PATIENCE));
            } catch (InterruptedException e) {
                stopped.completeExceptionally(e);
            }
        });
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(stopped.isDone()).isFalse();
        goOn.countDown();
        assertThat(stopped.get()).isTrue();
        assertThat(finished.get()).isEqualTo(1);
        ring("j2", 0);
        assertThat(events).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_stop_interrupts_what_does_not_finish_in_time_and_says_so() throws Exception {
        var interrupted = new CountDownLatch(1);
        start(1, ring -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Scripted.DONE;
        });
        ring("j1", 0);
        nextEvent();
        assertThat(queue.stop(Duration.ofMillis(1))).isFalse();
        assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
