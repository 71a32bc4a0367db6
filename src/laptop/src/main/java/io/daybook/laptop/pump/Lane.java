package io.daybook.laptop.pump;

import io.daybook.laptop.pump.stream.StreamedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes one shard to one function: one batch at a time, in order. If it is blocked, no other lane is. */
final class Lane {
    private final StreamMapping mapping;
    private final BatchRun run;
    private final BooleanSupplier isStopping;

    /** Unbounded, because the bytes that wait are bounded for all lanes together. */
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

    private final Thread thread;

    /** @param record null wakes a lane that is to stop */
    private record Waiting(@Nullable StreamedRecord record) {}

    Lane(String name, StreamMapping mapping, BatchRun run, BooleanSupplier isStopping) {
        this.mapping = mapping;
        this.run = run;
        this.isStopping = isStopping;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    void put(StreamedRecord record) {
        queue.add(new Waiting(record));
    }

    /** Lets it finish the invocation in flight. */
    boolean stop(Duration patience) throws InterruptedException {
        queue.add(new Waiting(null));
        return thread.getState() == Thread.State.NEW || thread.join(patience);
    }

    /** Cuts off the invocation in flight. */
    void cutOff() {
        thread.interrupt();
    }

    private void work() {
        try {
            while (!isStopping.getAsBoolean()) {
                run.finish(gather());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a first record, then for more of them until the batch is full or the window is over. */
    private List<StreamedRecord> gather() throws InterruptedException {
        var batch = new ArrayList<StreamedRecord>();
        var next = queue.take();
        long endNanos = System.nanoTime() + mapping.window().toNanos();
        while (next != null && next.record() != null) {
            batch.add(next.record());
            next = batch.size() == mapping.batchSizeMax()
                    ? null
                    : queue.poll(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return batch;
    }
}
