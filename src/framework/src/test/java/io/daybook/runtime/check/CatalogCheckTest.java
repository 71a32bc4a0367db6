package io.daybook.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.models.ModelCatalog;
import io.daybook.models.counter.Counter;
import io.daybook.models.counter.CounterView;
import io.daybook.models.parcel.Parcel;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A catalog that could only fail later does not start, and says why. */
class CatalogCheckTest {
    record At(String street, String country) {}

    sealed interface Ask {
        record Book(String name, long count, At at) implements Ask {}

        record Cancel() implements Ask {}
    }

    sealed interface Event {
        record Booked() implements Event {}

        record Cancelled() implements Event {}
    }

    record State(boolean booked) {}

    private static final class Rules implements Decider<Ask, State, Event> {
        @Override
        public State initial() {
            return new State(false);
        }

        @Override
        public Decision<Event> decide(Ask command, State state) {
            return Decision.accept();
        }

        @Override
        public State evolve(State state, Event event) {
            return state;
        }
    }

    private static final List<CommandType<? extends Ask>> COMMANDS =
            List.of(CommandType.creating("book", Ask.Book.class), CommandType.of("cancel", Ask.Cancel.class));

    private static final EventTypes<Event> EVENTS =
            EventTypes.of(EventType.of("Booked", Event.Booked.class), EventType.of("Cancelled", Event.Cancelled.class));

    /** A catalog that is put together as a test needs it. */
    private static final class Sketch implements Catalog {
        private final List<Aggregate<?, ?, ?, ?>> aggregates = new ArrayList<>();
        private final List<ReadModel<?, ?>> readModels = new ArrayList<>();
        private final List<TallyModel<?, ?>> tallies = new ArrayList<>();

        private Sketch with(String collection, Category<?, ?, ?> category) {
            aggregates.add(Aggregate.of(collection, category));
            return this;
        }

        private Sketch reading(String collection) {
            readModels.add(new ReadModel<>(collection, new CounterView()));
            return this;
        }

        @Override
        public List<Aggregate<?, ?, ?, ?>> aggregates() {
            return aggregates;
        }

        @Override
        public List<ReadModel<?, ?>> readModels() {
            return readModels;
        }

        @Override
        public List<TallyModel<?, ?>> tallies() {
            return tallies;
        }
    }

    private static Category<Ask, State, Event> booking(
            List<CommandType<? extends Ask>> commands, EventTypes<Event> events) {
        return Category.of("booking", new Rules(), commands, events);
    }

    @Test
    void the_models_have_no_defect() {
        assertThat(CatalogCheck.defects(new ModelCatalog())).isEmpty();
        assertThat(CatalogCheck.defects(new Parcel())).isEmpty();
    }

    @Test
    void names_that_paths_and_streams_cannot_have_are_refused_where_they_are_given() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Category.of("room-night", new Rules(), COMMANDS, EVENTS))
                .withMessage("a category is 1..32 lower-case letters, not 'room-night'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandType.of("addItem", Ask.Book.class))
                .withMessage("a command is named in kebab case, such as add-item, not 'addItem'");
        assertThatIllegalArgumentException().isThrownBy(() -> EventType.of("Booked.1", Event.Booked.class));
    }

    @Test
    void names_that_hide_one_another_are_all_said_at_once() {
        var category = booking(COMMANDS, EVENTS);
        var sketch = new Sketch()
                .with("bookings", category)
                .with("bookings", category)
                .with("streams", Counter.CATEGORY)
                .with("Things/of", Counter.INNER)
                .reading("admin")
                .reading("admin");
        assertThat(CatalogCheck.defects(sketch))
                .containsExactly(
                        "two aggregates have the category 'booking': each has a name of its own",
                        "two aggregates have the collection 'bookings': each has a name of its own",
                        "two read models have the collection 'admin': each has a name of its own",
                        "'Things/of' is part of a path: call it in kebab case, such as room-types",
                        "the collection 'streams' would hide paths below /streams that every application has: call it"
                                + " otherwise",
                        "the collection 'admin' would hide paths below /admin that every application has: call it"
                                + " otherwise",
                        "two projections or sagas are called 'counters': each has a name of its own");
    }

    private record Listed(List<Lookup<CounterView.Row>> lookups) implements Projection<Counter.Event, CounterView.Row> {
        @Override
        public String name() {
            return "listed";
        }

        @Override
        public Category<?, ?, Counter.Event> follows() {
            return Counter.CATEGORY;
        }

        @Override
        public Class<CounterView.Row> rowType() {
            return CounterView.Row.class;
        }

        @Override
        public CounterView.@Nullable Row evolve(CounterView.@Nullable Row row, Recorded<Counter.Event> recorded) {
            return row;
        }
    }

    @Test
    void two_parameters_of_a_list_have_names_of_their_own_but_share_a_range() {
        var lookup = Lookup.by("name", CounterView.Row::name).sortedBy(CounterView.Row::name);
        var other = Lookup.by("limit", CounterView.Row::name).sortedBy(CounterView.Row::name);
        var sketch = new Sketch();
        sketch.readModels.add(new ReadModel<>(
                "counters",
                new Listed(List.of(
                        lookup.withRange("at"),
                        other.withRange("at"),
                        lookup.in("second").withRange("at")))));
        assertThat(CatalogCheck.defects(sketch))
                .containsExactly(
                        "two parameters of the list counters are called 'limit': each has a name of its own",
                        "two parameters of the list counters are called 'name': each has a name of its own");
    }

    @Test
    void a_rule_about_rows_that_can_never_hold_is_said() {
        var byName = Lookup.by("name", CounterView.Row::name);
        var byWords = Lookup.byWords("q", (CounterView.Row row) -> List.of(row.name()));
        var own = RowAccess.own("clerk", CounterView.Row::name);
        var sketch = new Sketch();
        sketch.readModels.add(new ReadModel<>("counters", new Listed(List.of(byName, byWords)))
                .withAccess(own.listedBy("name")
                        .or(own.listedBy("nam"))
                        .or(own.listedBy("q"))
                        .or(RowAccess.all("operator"))
                        .or(RowAccess.all("head clerk"))));
        assertThat(CatalogCheck.defects(sketch))
                .containsExactly(
                        "the rule about the rows of counters lets callers list by 'nam', which is no lookup: name one of"
                                + " [name, q]",
                        "the rule about the rows of counters lets callers list by 'q', which also finds what only begins"
                                + " like their id: name a lookup of whole ids",
                        "the rule about the rows of counters names the role operator, which may see everything without"
                                + " one: leave it out",
                        "the rule about the rows of counters names the role 'head clerk', which no token can: call it by"
                                + " characters of A-Z a-z 0-9 . _ : -");
    }

    @Test
    void a_default_that_no_field_has_or_takes_is_said() {
        var commands = List.<CommandType<? extends Ask>>of(
                CommandType.creating("book", Ask.Book.class)
                        .orElse("nam", "x")
                        .orElse("count", "many")
                        .orElse("at.country", "DE")
                        .orElse("at.city", ""),
                CommandType.of("cancel", Ask.Cancel.class));
        assertThat(CatalogCheck.defects(new Sketch().with("bookings", booking(commands, EVENTS))))
                .containsExactlyInAnyOrder(
                        "the command book of booking has a default for 'nam', but no such field: correct one of the"
                                + " two",
                        "the command book of booking has a default for 'at.city', but no such field: correct one of the"
                                + " two",
                        "the command book of booking has the default many for 'count', which is no long: give one that"
                                + " is");
    }

    @Test
    void a_case_that_is_not_listed_is_said() {
        var category = booking(
                List.of(CommandType.creating("book", Ask.Book.class)),
                EventTypes.of(EventType.of("Booked", Event.Booked.class)));
        assertThat(CatalogCheck.defects(new Sketch().with("bookings", category)))
                .containsExactly(
                        Ask.Cancel.class.getName() + " is not among the commands of booking: list it there",
                        Event.Cancelled.class.getName() + " is not among the events of booking: list it there");
    }

    @Test
    void a_catalog_that_a_native_image_would_not_find_is_said() {
        assertThat(CatalogCheck.service(new ModelCatalog()))
                .singleElement()
                .asString()
                .startsWith(
                        "the catalog is not found while a native image is built: name " + ModelCatalog.class.getName());
    }

    @Test
    void a_category_has_the_type_of_its_first_state_or_what_that_is_a_case_of() {
        assertThat(booking(COMMANDS, EVENTS).stateType()).isEqualTo(State.class);
        assertThat(Parcel.CATEGORY.stateType()).isEqualTo(Parcel.State.class);
    }
}
