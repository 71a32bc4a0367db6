package io.daybook.shop.user;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.shop.user.UserEvent.*;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.Email;
import io.daybook.shop.value.Words;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row for each user: who they are, and whether they are active. */
public final class UserView implements Projection<UserEvent, UserView.Row> {
    /**
     * @param email as it was given
     * @param address null until it is given
     * @param status {@code pending}, {@code active} or {@code inactive}
     * @param version of the stream that the row reflects
     */
    public record Row(
            String userId,
            String email,
            String name,
            @Nullable Address address,
            String source,
            String status,
            Instant registeredAt,
            Instant lastUpdated,
            long version) {
        private Row withEmail(String newEmail) {
            return new Row(userId, newEmail, name, address, source, status, registeredAt, lastUpdated, version);
        }

        private Row withName(String newName) {
            return new Row(userId, email, newName, address, source, status, registeredAt, lastUpdated, version);
        }

        private Row withAddress(Address newAddress) {
            return new Row(userId, email, name, newAddress, source, status, registeredAt, lastUpdated, version);
        }

        private Row withStatus(String newStatus) {
            return new Row(userId, email, name, address, source, newStatus, registeredAt, lastUpdated, version);
        }

        private Row at(Recorded<UserEvent> recorded) {
            var at = recorded.metadata().at();
            return new Row(userId, email, name, address, source, status, registeredAt, at, recorded.version());
        }
    }

    @Override
    public String name() {
        return "users";
    }

    @Override
    public Category<?, ?, UserEvent> follows() {
        return User.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<UserEvent> recorded) {
        if (recorded.event() instanceof UserRegistered(var email, var name, var source)) {
            var at = recorded.metadata().at();
            return new Row(recorded.stream().id(), email, name, null, source, "pending", at, at, recorded.version());
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with UserRegistered");
        }
        var changed = switch (recorded.event()) {
            case UserRegistered _ -> row;
            case UserEmailChanged(var email) -> row.withEmail(email);
            case UserNameChanged(var name) -> row.withName(name);
            case UserAddressChanged(var street, var city, var postalCode, var country) ->
                row.withAddress(new Address(street, city, postalCode, country));
            case UserActivated _ -> row.withStatus("active");
            case UserDeactivated _ -> row.withStatus("inactive");
        };
        return changed.at(recorded);
    }

    /** An email address is looked up without regard to case. Several inactive users may have the same address. */
    @Override
    public List<Lookup<Row>> lookups() {
        return List.of(
                Lookup.<Row>by("email", row -> Email.canonical(row.email())).normalised(Email::lookedUp),
                Lookup.byWords("q", UserView::words).in("word").normalised(Words::prefix));
    }

    /** The words of the name and of the email address, and the whole address. */
    private static Set<String> words(Row row) {
        var words = new LinkedHashSet<>(Words.of(row.name()));
        words.addAll(Words.of(row.email()));
        words.add(Words.whole(row.email()));
        return words;
    }
}
