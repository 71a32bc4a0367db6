package io.daybook.models.member;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.models.member.MemberEvent.*;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row for each member: who it is, and whether it is active. */
public final class MemberView implements Projection<MemberEvent, MemberView.Row> {
    /**
     * @param email as it was given
     * @param address null until it is given
     * @param status {@code pending}, {@code active} or {@code inactive}
     * @param version of the stream that the row reflects
     */
    public record Row(
            String memberId,
            String email,
            String name,
            @Nullable Address address,
            String source,
            String status,
            Instant joinedAt,
            Instant lastUpdated,
            long version) {
        private Row withEmail(String newEmail) {
            return new Row(memberId, newEmail, name, address, source, status, joinedAt, lastUpdated, version);
        }

        private Row withName(String newName) {
            return new Row(memberId, email, newName, address, source, status, joinedAt, lastUpdated, version);
        }

        private Row withAddress(Address newAddress) {
            return new Row(memberId, email, name, newAddress, source, status, joinedAt, lastUpdated, version);
        }

        private Row withStatus(String newStatus) {
            return new Row(memberId, email, name, address, source, newStatus, joinedAt, lastUpdated, version);
        }

        private Row at(Recorded<MemberEvent> recorded) {
            var at = recorded.metadata().at();
            return new Row(memberId, email, name, address, source, status, joinedAt, at, recorded.version());
        }
    }

    @Override
    public String name() {
        return "members";
    }

    @Override
    public Category<?, ?, MemberEvent> follows() {
        return Member.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<MemberEvent> recorded) {
        if (recorded.event() instanceof MemberJoined(var email, var name, var source)) {
            var at = recorded.metadata().at();
            return new Row(recorded.stream().id(), email, name, null, source, "pending", at, at, recorded.version());
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with MemberJoined");
        }
        var changed = switch (recorded.event()) {
            case MemberJoined _ -> row;
            case MemberEmailChanged(var email) -> row.withEmail(email);
            case MemberNameChanged(var name) -> row.withName(name);
            case MemberAddressChanged(var street, var city, var postalCode, var country) ->
                row.withAddress(new Address(street, city, postalCode, country));
            case MemberActivated _ -> row.withStatus("active");
            case MemberDeactivated _ -> row.withStatus("inactive");
        };
        return changed.at(recorded);
    }

    /** An email address is looked up whatever its case; several inactive members may have the same. */
    @Override
    public List<Lookup<Row>> lookups() {
        return List.of(
                Lookup.<Row>by("email", row -> Email.canonical(row.email())).normalised(Email::lookedUp),
                Lookup.byWords("q", MemberView::words).in("word").normalised(Words::prefix));
    }

    /** The words of the name and of the email address, and the whole of the address. */
    private static Set<String> words(Row row) {
        var words = new LinkedHashSet<>(Words.of(row.name()));
        words.addAll(Words.of(row.email()));
        words.add(Words.whole(row.email()));
        return words;
    }
}
