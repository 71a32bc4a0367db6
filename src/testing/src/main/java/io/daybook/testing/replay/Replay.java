package io.daybook.testing.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.Json;
import io.daybook.adapter.json.commit.ExportReader;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.tally.Tally;
import io.daybook.runtime.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs code over an export (of {@code infra/Export.java}), for a test or to look for a defect. Nothing is stored, and
 * nothing is sent.
 *
 * <pre>{@code
 * @Test
 * void the_new_rows_say_what_the_old_ones_said() {
 *     assertThat(Replay.of(new AppCatalog(), EXPORT).differences(new OldTaskView(), new TaskView())).isEmpty();
 * }
 * }</pre>
 */
public final class Replay {
    private final Catalog catalog;
    private final Path export;
    private final ObjectMapper mapper;
    private final Set<String> ignored;

    private Replay(Catalog catalog, Path export, Set<String> ignored) {
        this.catalog = catalog;
        this.export = export;
        this.mapper = Json.mapper(catalog.scalars());
        this.ignored = ignored;
    }

    /** @param catalog which knows how values and commands are written */
    public static Replay of(Catalog catalog, Path export) {
        return new Replay(catalog, export, Set.of());
    }

    /** The same, but these fields of rows are not compared, such as one that is new. */
    public Replay ignoring(String... fields) {
        return new Replay(catalog, export, Set.of(fields));
    }

    /**
     * The rows that two projections make differently of the events that they follow. Rows are compared as JSON, so they
     * may be of two classes.
     *
     * @throws io.daybook.adapter.json.commit.DamagedExportException if the export is not as it was written
     */
    public List<RowDifference> differences(Projection<?, ?> before, Projection<?, ?> after) {
        return differences(rows(before), rows(after));
    }

    /**
     * The rows that two tallies make differently of the events that they follow, by their keys. Where an event cannot be
     * applied, its stream is shown.
     *
     * @throws io.daybook.adapter.json.commit.DamagedExportException if the export is not as it was written
     */
    public List<RowDifference> differences(Tally<?, ?> before, Tally<?, ?> after) {
        return differences(rows(before), rows(after));
    }

    private static List<RowDifference> differences(Map<String, Fold> old, Map<String, Fold> now) {
        var keys = new LinkedHashMap<>(old);
        keys.putAll(now);
        var differences = new ArrayList<RowDifference>();
        keys.keySet().forEach(key -> {
            var one = old.getOrDefault(key, Fold.NOTHING);
            var other = now.getOrDefault(key, Fold.NOTHING);
            if (!one.shown().equals(other.shown())) {
                long version = Math.max(one.version(), other.version());
                differences.add(new RowDifference(key, version, one.text(), other.text()));
            }
        });
        return differences;
    }

    /**
     * What a saga does with the events of one of its instances. Nothing is sent; the answer to a command is what the
     * export says was appended for it.
     *
     * @throws AssertionError if the saga cannot take one of the events
     */
    public <S> SagaReplay<S> saga(Saga<S> saga, String id) {
        return new SagaRehearsal<>(catalog, mapper, saga, id).over(commits());
    }

    private List<Commit> commits() {
        var commits = new ArrayList<Commit>();
        read(line -> commits.add(line.commit()));
        return commits;
    }

    private void read(ExportReader.Taker taker) {
        try {
            ExportReader.read(export, taker);
        } catch (IOException e) {
            throw new UncheckedIOException(export + " cannot be read", e);
        }
    }

    /** By key, in the order in which their streams begin in the export. */
    private <E, R> Map<String, Fold> rows(Projection<E, R> projection) {
        EventCodec<E> codec = new JacksonEventCodec<>(projection.follows().events(), mapper);
        var folding = new LinkedHashMap<String, Folding<E, R>>();
        read(line -> {
            var commit = line.commit();
            if (commit.stream().category().equals(projection.follows().name())) {
                folding.computeIfAbsent(commit.stream().id(), key -> new Folding<>(projection, codec))
                        .take(commit);
            }
        });
        var rows = new LinkedHashMap<String, Fold>();
        folding.forEach((key, fold) -> rows.put(key, fold.over()));
        return rows;
    }

    private <E, R> Map<String, Fold> rows(Tally<E, R> tally) {
        var folding = new TallyFolding<>(tally, mapper);
        read(line -> folding.take(line.commit()));
        return folding.over(mapper, ignored);
    }

    /** One stream on its way to a row. Like a parked stream, it stays at the first commit that cannot be applied. */
    private final class Folding<E, R> {
        private final Projection<E, R> projection;
        private final EventCodec<E> codec;
        private @Nullable R row;
        private long version;
        private @Nullable Fold failure;

        Folding(Projection<E, R> projection, EventCodec<E> codec) {
            this.projection = projection;
            this.codec = codec;
        }

        void take(Commit commit) {
            if (failure == null) {
                try {
                    for (var recorded : codec.decode(commit)) {
                        row = projection.evolve(row, recorded);
                    }
                    version = commit.lastVersion();
                } catch (RuntimeException e) {
                    failure = Fold.failed(version, e);
                }
            }
        }

        Fold over() {
            if (failure != null) {
                return failure;
            }
            return row == null ? new Fold(version, null, null) : Fold.of(version, row, mapper, ignored);
        }
    }
}
