package io.daybook.testing.recipes;

import static io.daybook.testing.SagaSpec.accepted;
import static io.daybook.testing.SagaSpec.happened;
import static io.daybook.testing.SagaSpec.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.memory.HeapCodec;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.testing.DeciderSpec;
import io.daybook.testing.SagaSpec;
import io.daybook.testing.recipes.Outing.Event;
import io.daybook.testing.recipes.Outing.Request;
import io.daybook.testing.recipes.Purchase.Command.Buy;
import io.daybook.testing.recipes.Purchase.Command.Return;
import io.daybook.testing.recipes.Show.SeatTaken;
import io.daybook.testing.recipes.Show.SeatsSold;
import io.daybook.testing.recipes.Show.Sell;
import io.daybook.testing.recipes.Show.SoldOut;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The samples of docs/recipes.md do what the page says. */
final class RecipesTest {
    private final DeciderSpec<Sell, Show.State, SeatsSold> show = DeciderSpec.of(new Show());
    private final DeciderSpec<Request, Outing.Held, Event> place = DeciderSpec.of(new Outing.Place());
    private final SagaSpec<Outing.State> outing = SagaSpec.of(new Outing(), "o1");

    @Test
    void a_show_sells_each_seat_once_and_no_more_seats_than_it_has() {
        show.given().when(new Sell(List.of("A1", "A2"))).then(new SeatsSold(List.of("A1", "A2")));
        show.given(new SeatsSold(List.of("A1")))
                .when(new Sell(List.of("A1", "A2")))
                .thenRejected(new SeatTaken());
        show.given(new SeatsSold(seats(Show.SEATS_MAX - 1)))
                .when(new Sell(List.of("A1", "A2")))
                .thenRejected(new SoldOut());
    }

    @Test
    void a_seat_is_bought_by_one_purchase_until_it_is_returned() {
        var purchases = handler();
        assertThat(handle(purchases, "p1", new Buy("hamlet", List.of("A1", "A2"))))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(handle(purchases, "p2", new Buy("hamlet", List.of("A2", "A3"))))
                .isEqualTo(Outcome.Rejected.of(new SeatTaken()));
        assertThat(handle(purchases, "p3", new Buy("macbeth", List.of("A2")))).isInstanceOf(Outcome.Accepted.class);
        assertThat(handle(purchases, "p1", new Return())).isInstanceOf(Outcome.Accepted.class);
        assertThat(handle(purchases, "p2", new Buy("hamlet", List.of("A2", "A3"))))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void an_outing_keeps_all_of_its_places_or_none() {
        var box = Outing.hold("box", "o1");
        var table = Outing.hold("table", "o1");
        var planned = happened("outing-o1", new Event.OutingPlanned(List.of("box", "table")));
        outing.given().when(planned).then(box, table).thenStep("holding").thenGoesOn();
        outing.given(planned, accepted(box, new Event.PlaceHeld("o1")))
                .when(accepted(table, new Event.PlaceHeld("o1")))
                .thenNothing()
                .thenStep("held")
                .thenComplete();
        outing.given(planned, accepted(box, new Event.PlaceHeld("o1")))
                .when(rejected(table, new SeatTaken()))
                .then(Outing.giveBack("box", "o1"))
                .thenStep("given-up")
                .thenGoesOn();
        outing.given(planned, accepted(box, new Event.PlaceHeld("o1")), rejected(table, new SeatTaken()))
                .when(accepted(Outing.giveBack("box", "o1"), new Event.PlaceGivenBack("o1")))
                .thenNothing()
                .thenComplete();
    }

    @Test
    void a_place_is_held_by_one_outing_and_commands_of_a_saga_may_repeat() {
        place.given().when(new Request.Hold("o1")).then(new Event.PlaceHeld("o1"));
        place.given(new Event.PlaceHeld("o1")).when(new Request.Hold("o1")).thenNothing();
        place.given(new Event.PlaceHeld("o1")).when(new Request.Hold("o2")).thenRejected(new SeatTaken());
        place.given(new Event.PlaceHeld("o1")).when(new Request.GiveBack("o1")).then(new Event.PlaceGivenBack("o1"));
        place.given(new Event.PlaceHeld("o2")).when(new Request.GiveBack("o1")).thenNothing();
    }

    private static List<String> seats(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(seat -> "S" + seat).toList();
    }

    private static CommandHandler<Purchase.Command, Purchase.State, Purchase.Event> handler() {
        var settings = new HandlerSettings(
                8,
                100,
                0,
                Backoff.none(),
                InstantSource.system(),
                () -> UUID.randomUUID().toString(),
                (of, at, other) -> {});
        return new CommandHandler<>(
                Purchase.CATEGORY,
                new HeapCodec<>(Purchase.CATEGORY.events()),
                new HeapCodec.States<>(),
                new MemoryEventStore(),
                Snapshots.none(),
                settings);
    }

    private static Outcome handle(
            CommandHandler<Purchase.Command, Purchase.State, Purchase.Event> purchases,
            String id,
            Purchase.Command command) {
        return purchases.handle(id, command, CommandContext.of(UUID.randomUUID().toString()));
    }
}
