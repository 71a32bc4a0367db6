package io.daybook.testing.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.schema.TypeName;
import io.daybook.runtime.Catalog;
import io.daybook.testing.schema.GoldenSchemas.Place;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenSchemasTest {
    private static final String COMMAND = "./mvnw test -Dtest=AppTest -Ddaybook.golden=write";

    @TempDir
    Path files;

    record Row(String place, @Nullable Instant at, int count) {}

    record Regrown(
            String place, int count, Instant at, @Nullable Long gauge) {}

    /** The same components in another order, under another name. */
    record Renamed(int count, String place, @Nullable Instant at) {}

    private static final List<Lookup<Row>> LOOKUPS =
            List.of(Lookup.by("place", Row::place).sortedByTime(Row::at).describedAs("where"));

    private void check(Catalog catalog, boolean writes) {
        GoldenSchemas.of(catalog, new Place(files, COMMAND, writes)).forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (AssertionError e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void fails(Catalog catalog, String... message) {
        for (boolean writes : new boolean[] {false, true}) {
            assertThatThrownBy(() -> check(catalog, writes))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage(String.join("\n", message));
        }
    }

    @Test
    void a_version_without_a_file_fails_with_the_command_that_writes_it() throws Exception {
        var catalog = Tides.rows(Row.class, 1, LOOKUPS);
        var file = files.resolve("projection-tides.1.json");
        assertThatThrownBy(() -> check(catalog, false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("there is no golden file of version 1 of the projection 'tides'. Run\n  " + COMMAND
                        + "\nwhich writes " + file + ", and commit it.");
        check(catalog, true);
        assertThat(Files.readString(file)).isEqualTo("""
                        {
                          "row" : {
                            "place" : "String",
                            "at?" : "Instant",
                            "count" : "int"
                          },
                          "lookups" : {
                            "place" : {
                              "index" : "place",
                              "places" : "ONE",
                              "sort" : "TIME",
                              "spread" : false
                            }
                          }
                        }
                        """);
        check(catalog, false);
    }

    @Test
    void a_row_that_changed_without_its_version_fails_and_the_command_does_not_write_over_its_file() {
        check(Tides.rows(Row.class, 1, LOOKUPS), true);
        fails(
                Tides.rows(
                        Regrown.class,
                        1,
                        List.of(Lookup.by("place", Regrown::place).spread())),
                "the projection 'tides' changed, and its version did not:",
                "  /lookups/place/sort was TIME and is NOTHING",
                "  /lookups/place/spread was false and is true",
                "  /row/at? is gone: it was Instant",
                "  /row/at is new: Instant",
                "  /row/gauge? is new: long",
                "Let Rows.version() return 2, and run",
                "  " + COMMAND,
                "which writes " + files.resolve("projection-tides.2.json") + ". Keep "
                        + files.resolve("projection-tides.1.json")
                        + ". (Only where version 1 has never been deployed: delete that file instead, and run the"
                        + " command.)");
    }

    @Test
    void a_new_version_gets_a_file_of_its_own_beside_the_former_one() {
        check(Tides.rows(Row.class, 1, LOOKUPS), true);
        var next = Tides.rows(Regrown.class, 2, List.of());
        check(next, true);
        check(next, false);
        check(Tides.rows(Row.class, 1, LOOKUPS), false);
    }

    @Test
    void what_is_not_stored_needs_no_new_version() {
        check(Tides.rows(Row.class, 1, LOOKUPS), true);
        check(
                Tides.rows(
                        Renamed.class,
                        1,
                        List.of(Lookup.by("place", Renamed::place)
                                .sortedByTime(Renamed::at)
                                .descending()
                                .withRange("seen"))),
                false);
    }

    @Test
    void tallies_and_sagas_have_files_too_and_a_saga_is_told_of_its_upcaster() {
        check(Tides.sums(Row.class, 1, false), true);
        check(Tides.watch(Row.class, 3), true);
        fails(
                Tides.sums(Row.class, 1, true),
                "the tally 'sums' changed, and its version did not:",
                "  /spread was false and is true",
                "Let Sums.version() return 2, and run",
                "  " + COMMAND,
                "which writes " + files.resolve("tally-sums.2.json") + ". Keep " + files.resolve("tally-sums.1.json")
                        + ". (Only where version 1 has never been deployed: delete that file instead, and run the"
                        + " command.)");
        fails(
                Tides.watch(Regrown.class, 3),
                "the saga 'watch' changed, and its version did not:",
                "  /state/at? is gone: it was Instant",
                "  /state/at is new: Instant",
                "  /state/gauge? is new: long",
                "Let Watch.version() return 4, add an upcaster of version 3 to its upcasters(), and run",
                "  " + COMMAND,
                "which writes " + files.resolve("saga-watch.4.json") + ". Keep " + files.resolve("saga-watch.3.json")
                        + ". (Only where version 3 has never been deployed: delete that file instead, and run the"
                        + " command.)");
    }

    enum Phase {
        LOW,
        HIGH
    }

    sealed interface Seen {
        @TypeName("by-eye")
        record ByEye(Phase phase) implements Seen {}

        @TypeName("by-gauge")
        record ByGauge(Tides.Height height, @Nullable BigDecimal error) implements Seen {}
    }

    record Everything(
            List<Seen> seen, Set<Long> gauges, Map<LocalDate, List<? extends Everything>> days, boolean done) {}

    @Test
    void every_kind_of_component_has_a_shape() {
        assertThat(StoredShape.of(Everything.class, Tides.SCALARS).toString())
                .isEqualTo("{\"seen\":[{\"type=by-eye\":{\"phase\":\"HIGH|LOW\"},"
                        + "\"type=by-gauge\":{\"height\":\"Height\",\"error?\":\"BigDecimal\"}}],"
                        + "\"gauges\":[\"long\"],\"days\":{\"*LocalDate\":[\"as at /\"]},\"done\":\"boolean\"}");
    }
}
