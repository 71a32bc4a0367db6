package io.daybook.kernel.reconcile;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.job.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What segments counted and found. */
public final class Findings {
    /** Source: docs/jobs.md, "Checking the whole book". */
    public static final int MAX = 100;

    public static final String HELD = "held";

    public static final String UNREGISTERED = "unregistered";

    private Findings() {}

    public static long sum(List<Segment> segments, String count) {
        return segments.stream().mapToLong(segment -> segment.count(count)).sum();
    }

    private static Stream<Map<String, Object>> all(List<Segment> segments) {
        return segments.stream().flatMap(segment -> segment.findings().stream());
    }

    public static List<Map<String, Object>> differences(List<Segment> segments) {
        return all(segments)
                .filter(found -> !found.containsKey(HELD))
                .distinct()
                .limit(MAX)
                .toList();
    }

    /** A stream that keeps a generation from being served. */
    public static Map<String, Object> held(StreamName stream, long version, String why) {
        return Map.of(HELD, stream.toString(), "version", version, "why", why);
    }

    /** Those of them that are known, as text. */
    public static List<Object> held(List<Segment> segments) {
        return all(segments)
                .filter(found -> found.containsKey(HELD))
                .<Object>map(found -> found.get(HELD) + " at version " + found.get("version") + ": " + found.get("why"))
                .toList();
    }

    /** Consumers that were not compared, because it is not known yet from when on they take events. */
    public static List<Object> unregistered(List<Segment> segments) {
        return all(segments)
                .filter(found -> found.containsKey(UNREGISTERED))
                .<Object>map(found -> found.get(UNREGISTERED))
                .distinct()
                .sorted()
                .toList();
    }

    /** As many as the result can show. */
    public static List<Map<String, Object>> with(List<Map<String, Object>> before, List<Map<String, Object>> more) {
        var all = new ArrayList<>(before);
        more.stream().limit(Math.max(0, MAX - before.size())).forEach(all::add);
        return all;
    }

    public static Map<String, Long> plus(Map<String, Long> counts, Map<String, Long> more) {
        var all = new HashMap<>(counts);
        more.forEach((name, count) -> all.merge(name, count, Long::sum));
        return all;
    }
}
