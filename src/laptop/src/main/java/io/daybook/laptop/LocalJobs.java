package io.daybook.laptop;

import io.daybook.kernel.job.Ring;
import io.daybook.laptop.pump.Functions;
import io.daybook.laptop.pump.JobQueue;
import io.daybook.runtime.beans.LocalDoorbell;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The queue of jobs of a laptop. What is rung before it is started waits in it. */
@ApplicationScoped
public class LocalJobs implements LocalDoorbell {
    private final JobQueue queue = new JobQueue();

    @Override
    public void ring(String job, int segment, Duration after) {
        queue.ring(new Ring(job, segment), after);
    }

    void start(List<String> functions, Functions invoker, int atOnceMax) {
        functions.forEach(function -> queue.start(function, invoker, atOnceMax));
    }

    boolean stop(Duration patience) throws InterruptedException {
        return queue.stop(patience);
    }
}
