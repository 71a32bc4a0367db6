package io.daybook.kernel.memory;

import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.Segment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Jobs in memory. They behave as those on DynamoDB, and pass the same contract suite. */
public final class MemoryJobTable implements JobTable {
    private final NavigableMap<String, Job> jobs = new TreeMap<>();
    private final Map<Place, Segment> segments = new HashMap<>();

    private record Place(String job, int step, int number) {}

    @Override
    public synchronized boolean create(Job job) {
        return jobs.putIfAbsent(job.id(), job) == null;
    }

    @Override
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public synchronized boolean replace(Job seen, Job next) {
        var there = jobs.get(seen.id());
        if (there == null || there.revision() != seen.revision()) {
            return false;
        }
        jobs.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized Page list(@Nullable String after, int limit) {
        JobTable.checkLimit(limit);
        var found = (after == null ? jobs : jobs.headMap(after, false))
                .descendingMap().values().stream().limit(limit + 1L).toList();
        return found.size() > limit
                ? new Page(found.subList(0, limit), found.get(limit - 1).id())
                : new Page(found, null);
    }

    @Override
    public synchronized List<Job> unfinished() {
        return jobs.values().stream().filter(Job::isOpen).limit(PAGE_MAX).toList();
    }

    @Override
    public synchronized List<Segment> segments(Job job) {
        int step = job.step().number();
        return IntStream.range(0, job.step().segments())
                .mapToObj(number ->
                        segments.getOrDefault(new Place(job.id(), step, number), Segment.begin(job.id(), step, number)))
                .toList();
    }

    @Override
    public synchronized boolean replace(Segment seen, Segment next) {
        var place = new Place(seen.job(), seen.step(), seen.number());
        var there = segments.get(place);
        if ((there == null ? 0 : there.revision()) != seen.revision()) {
            return false;
        }
        segments.put(place, next);
        return true;
    }
}
