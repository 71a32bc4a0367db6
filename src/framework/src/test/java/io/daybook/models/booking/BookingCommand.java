package io.daybook.models.booking;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.event.StreamName;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.WalletCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to one booking. Confirm has no route: only a process would send it. */
public sealed interface BookingCommand {
    /** What is expected of an id, for the message to its sender. */
    String ID_EXPECTED = "must be an id: 1.." + StreamName.ID_LENGTH_MAX
            + " characters of A-Z a-z 0-9 . _ ~ - and neither \".\" nor \"..\"";

    List<CommandType<? extends BookingCommand>> TYPES = List.of(
            CommandType.creating("make", Make.class).orElse("currency", "USD"),
            CommandType.of("add-room", AddRoom.class),
            CommandType.of("remove-room", RemoveRoom.class),
            CommandType.of("cancel", Cancel.class).orElse("reason", ""),
            CommandType.of("confirm", Confirm.class).internal());

    /** @param memberId who books; null where nobody is known */
    record Make(@Nullable String memberId, String currency) implements BookingCommand {
        public Make {
            new Checks()
                    .that(WalletCommand.CURRENCIES.contains(currency), "currency", "must be EUR, GBP or USD")
                    .that(memberId == null || StreamName.isId(memberId), "memberId", ID_EXPECTED)
                    .done();
        }
    }

    record AddRoom(String roomId, long nights, Coins price) implements BookingCommand {
        public AddRoom {
            new Checks()
                    .that(StreamName.isId(roomId), "roomId", ID_EXPECTED)
                    .that(nights > 0, "nights", "must be greater than 0")
                    .that(!price.isNegative(), "price", "must not be negative")
                    .done();
        }
    }

    /** @param price of the line to remove; null = all lines of the room */
    record RemoveRoom(String roomId, @Nullable Coins price) implements BookingCommand {
        public RemoveRoom {
            new Checks().that(StreamName.isId(roomId), "roomId", ID_EXPECTED).done();
        }
    }

    record Cancel(String reason) implements BookingCommand {
        public Cancel {
            new Checks().length(reason, "reason", 0, 500).done();
        }
    }

    /** @param guest null where the member comes */
    record Confirm(String reference, @Nullable Guest guest) implements BookingCommand {
        public Confirm {
            new Checks().length(reference, "reference", 1, 100).done();
        }
    }
}
