package io.daybook.adapter.dynamodb.job;

import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.adapter.dynamodb.consume.ProgressIndex;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.Segment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Jobs on DynamoDB, in the table of projections. Times are kept in milliseconds. Safe for use by several threads. */
public final class DynamoJobTable implements JobTable {
    private final String table;
    private final KeyReads reads;
    private final Replacements replacements;
    private final ProgressIndex index;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoJobTable(DynamoDbClient client, Tables tables, Backoff backoff) {
        this.table = tables.projections();
        this.reads = new KeyReads(client, backoff);
        this.replacements = new Replacements(client, table, reads, new Writes(backoff, table));
        this.index = new ProgressIndex(client, table);
    }

    @Override
    public boolean create(Job job) {
        return put(JobItems.key(job.id()), JobItems.of(job), 0, job, JobItems::job, Job::revision);
    }

    @Override
    public Optional<Job> find(String id) {
        var item = reads.get(table, JobItems.key(id));
        return item.isEmpty() ? Optional.empty() : Optional.of(JobItems.job(item));
    }

    @Override
    public boolean replace(Job seen, Job next) {
        return put(JobItems.key(next.id()), JobItems.of(next), seen.revision(), next, JobItems::job, Job::revision);
    }

    /** A job that was finished a moment ago may be in both partitions, or in none. */
    @Override
    public Page list(@Nullable String after, int limit) {
        JobTable.checkLimit(limit);
        var bound = after == null ? ProgressIndex.LAST : after;
        var found = new TreeMap<String, Job>();
        boolean hasMore = false;
        for (var partition : List.of(JobItems.OPEN, JobItems.CLOSED)) {
            var page = index.query(partition, "<", bound, limit);
            hasMore |= page.hasLastEvaluatedKey();
            page.items().stream().map(JobItems::job).forEach(job -> found.merge(job.id(), job, DynamoJobTable::later));
        }
        var jobs = found.descendingMap().values().stream().limit(limit).toList();
        hasMore |= found.size() > limit;
        return new Page(jobs, hasMore && !jobs.isEmpty() ? jobs.getLast().id() : null);
    }

    private static Job later(Job one, Job other) {
        return one.revision() > other.revision() ? one : other;
    }

    @Override
    public List<Job> unfinished() {
        return index.query(JobItems.OPEN, ">", "0", PAGE_MAX).items().stream()
                .map(JobItems::job)
                .toList();
    }

    @Override
    public List<Segment> segments(Job job) {
        var atBeginning = IntStream.range(0, job.step().segments())
                .mapToObj(number -> Segment.begin(job.id(), job.step().number(), number))
                .toList();
        var saved = new HashMap<Integer, Segment>();
        reads.getAll(table, atBeginning.stream().map(JobItems::key).toList(), true).stream()
                .map(JobItems::segment)
                .forEach(segment -> saved.put(segment.number(), segment));
        return atBeginning.stream()
                .map(segment -> saved.getOrDefault(segment.number(), segment))
                .toList();
    }

    @Override
    public boolean replace(Segment seen, Segment next) {
        return put(JobItems.key(next), JobItems.of(next), seen.revision(), next, JobItems::segment, Segment::revision);
    }

    private <T> boolean put(
            Map<String, AttributeValue> key,
            Map<String, AttributeValue> item,
            long seen,
            T next,
            Function<Map<String, AttributeValue>, T> read,
            Function<T, Long> revision) {
        return replacements
                .put(
                        key,
                        item,
                        JobItems.at(seen),
                        List.of(),
                        new Replacements.Change<Optional<T>>(
                                there -> there.isEmpty() ? Optional.empty() : Optional.of(read.apply(there)),
                                there -> there.map(revision).orElse(0L) == seen,
                                Optional.of(next)))
                .isEmpty();
    }
}
