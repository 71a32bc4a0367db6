package io.daybook.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Wallets;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.Effect.Send;
import io.daybook.kernel.saga.UnreadableCommandException;
import io.daybook.kernel.send.CommandBus;
import io.daybook.models.ModelCatalog;
import io.daybook.models.booking.Booking;
import io.daybook.models.booking.BookingCommand;
import io.daybook.models.booking.Guest;
import io.daybook.models.counter.Counter;
import io.daybook.models.member.Member;
import io.daybook.models.member.MemberCommand;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletCommand;
import io.daybook.models.wallet.WalletEvent.WalletOpened;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredCommandsTest {
    private static final ModelCatalog CATALOG = new ModelCatalog();
    private static final Coins PRICE = Coins.parse("2.50");
    private static final Guest GUEST = new Guest("Ida", "US");

    private final Wiring wiring =
            new Wiring(Model.of(CATALOG), Stores.inMemory(new MemoryEventStore()), Wallets.settings(0));
    private final CommandBus bus = wiring.commandBus();
    private final CommandCodec commands = wiring.commandCodec();

    static List<Send<?>> examples() {
        return List.of(
                new Send<>(Wallet.CATEGORY, "1", new WalletCommand.Open("Ada", PRICE, "EUR")),
                new Send<>(Wallet.CATEGORY, "1", new WalletCommand.Fill(PRICE)),
                new Send<>(Wallet.CATEGORY, "1", new WalletCommand.Spend(PRICE)),
                new Send<>(Wallet.CATEGORY, "1", new WalletCommand.Close()),
                new Send<>(Member.CATEGORY, "1", new MemberCommand.Join("ada@x.org", "Ada", "web")),
                new Send<>(Member.CATEGORY, "1", new MemberCommand.ChangeEmail("ada@y.org")),
                new Send<>(Member.CATEGORY, "1", new MemberCommand.ChangeName("Zoë 😀")),
                new Send<>(
                        Member.CATEGORY, "1", new MemberCommand.ChangeAddress("1 Main St", "Springfield", "1", "US")),
                new Send<>(Member.CATEGORY, "1", new MemberCommand.Activate()),
                new Send<>(Member.CATEGORY, "1", new MemberCommand.Deactivate()),
                new Send<>(Counter.CATEGORY, "1", new Counter.Command.Start("Lamps", 0)),
                new Send<>(Counter.CATEGORY, "1", new Counter.Command.Add(1)),
                new Send<>(Counter.CATEGORY, "1", new Counter.Command.Reset()),
                new Send<>(Counter.INNER, "1", new Counter.Command.Start("Lamps", 1_000_000_000_000L)),
                new Send<>(Counter.INNER, "1", new Counter.Command.Add(Integer.MAX_VALUE)),
                new Send<>(Counter.INNER, "1", new Counter.Command.Reset()),
                new Send<>(Booking.CATEGORY, "1", new BookingCommand.Make(null, "EUR")),
                new Send<>(Booking.CATEGORY, "1", new BookingCommand.Make("17850", "EUR")),
                new Send<>(Booking.CATEGORY, "1", new BookingCommand.AddRoom("r1", 1_000_000_000_000L, PRICE)),
                new Send<>(Booking.CATEGORY, "1", new BookingCommand.RemoveRoom("r1", PRICE)),
                new Send<>(Booking.CATEGORY, "1", new BookingCommand.RemoveRoom("r1", null)),
                new Send<>(Booking.CATEGORY, "1", new BookingCommand.Confirm("ref-1", GUEST)),
                new Send<>(Booking.CATEGORY, "1", new BookingCommand.Confirm("ref-1", null)),
                new Send<>(Booking.CATEGORY, "1", new BookingCommand.Cancel("")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_stored_command_is_read_back_as_it_was(Send<?> send) {
        assertThat(commands.decode(commands.encode(send))).isEqualTo(send);
    }

    @Test
    void every_command_of_the_catalog_has_an_example() {
        var known = CATALOG.aggregates().stream()
                .flatMap(aggregate -> aggregate.category().commands().stream())
                .<Class<?>>map(type -> type.javaType())
                .collect(Collectors.toSet());
        assertThat(examples().stream()
                        .<Class<?>>map(send -> send.command().getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(known);
    }

    @Test
    void a_command_is_handled_and_its_events_are_decoded_also_where_it_is_repeated() {
        var open = new Send<>(Wallet.CATEGORY, "1", new WalletCommand.Open("Ada", PRICE, "EUR"));
        assertThat(commands.encode(open))
                .isEqualTo(new Encoded(
                        "wallet", "1", "open", "{\"owner\":\"Ada\",\"content\":\"2.50\",\"currency\":\"EUR\"}"));
        var events = List.<Object>of(new WalletOpened("Ada", PRICE, "EUR"));
        assertThat(bus.send(open, CommandContext.of("a")))
                .isEqualTo(new Outcome.Accepted(1, List.of("WalletOpened"), events, false));
        assertThat(bus.send(open, CommandContext.of("a")))
                .isEqualTo(new Outcome.Accepted(1, List.of("WalletOpened"), events, true));
    }

    @Test
    void http_and_sagas_share_one_handler_of_a_category() {
        for (var aggregate : CATALOG.aggregates()) {
            assertThat(wiring.handler(aggregate)).isSameAs(wiring.handler(aggregate));
        }
    }

    static Stream<Encoded> unreadable() {
        return Stream.of(
                new Encoded("nothing", "1", "open", "{}"),
                new Encoded("wallet", "1", "explode", "{}"),
                new Encoded("wallet", "1", "fill", "{\"amount\":\"-1\"}"),
                new Encoded("wallet", "1", "fill", "{\"amount\":\"1\",\"more\":1}"),
                new Encoded("wallet", "1", "fill", "{"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_command_that_this_release_cannot_read_is_an_error(Encoded encoded) {
        assertThatThrownBy(() -> commands.decode(encoded)).isInstanceOf(UnreadableCommandException.class);
    }

    @Test
    void an_id_that_no_stream_can_have_is_refused_before_it_is_stored() {
        assertThatThrownBy(() -> commands.encode(new Send<>(Wallet.CATEGORY, "no/id", new WalletCommand.Close())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
