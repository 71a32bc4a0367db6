package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.runtime.ReadModel;
import io.daybook.runtime.Tally;
import io.daybook.runtime.image.JsonTypes;
import io.daybook.runtime.wiring.Model;
import io.daybook.shop.ShopCatalog;
import io.daybook.shop.account.Account;
import io.daybook.shop.account.AccountEvent;
import io.daybook.shop.account.AccountEvent.AccountOpened;
import io.daybook.shop.account.AccountEvent.MoneyDeposited;
import io.daybook.shop.user.User;
import io.daybook.shop.user.UserView;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.project.ReadTables;
import io.daybook.fixture.ReadApi;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A projection more is one class and one line; it needs no table of its own. */
class NewProjectionTest {
    /** How often money came in. */
    static final class Deposits implements Projection<AccountEvent, Deposits.Row> {
        record Row(String accountId, int deposits) {}

        @Override
        public String name() {
            return "deposits";
        }

        @Override
        public @Nullable Row evolve(@Nullable Row row, Recorded<AccountEvent> recorded) {
            int before = row == null ? 0 : row.deposits();
            int more = recorded.event() instanceof MoneyDeposited ? 1 : 0;
            return new Row(recorded.stream().id(), before + more);
        }

        @Override
        public List<IndexKey> keys(Row row) {
            return List.of(IndexKey.of("lookup", Integer.toString(row.deposits()), ""));
        }

        @Override
        public List<Lookup> lookups() {
            return List.of(Lookup.exact("deposits", "lookup"));
        }
    }

    /** The same by day. */
    static final class DepositsByDay implements MultiStreamProjection<AccountEvent, DepositsByDay.Row> {
        record Row(String day, int deposits) {}

        @Override
        public String name() {
            return "deposits-by-day";
        }

        @Override
        public Map<String, Row> shares(Recorded<AccountEvent> recorded) {
            var day = recorded.metadata().at().toString().substring(0, 10);
            return recorded.event() instanceof MoneyDeposited ? Map.of(day, new Row(day, 1)) : Map.of();
        }

        @Override
        public Row merge(Row one, Row other) {
            return new Row(one.day(), one.deposits() + other.deposits());
        }

        @Override
        public List<IndexKey> keys(Row row) {
            return List.of(IndexKey.ofDay("lookup", row.day(), ""));
        }
    }

    /** Owners by the beginning of any of their names, as simple as one might write it. */
    static final class Owners implements Projection<AccountEvent, Owners.Row> {
        record Row(String accountId, String owner) {}

        @Override
        public String name() {
            return "owners";
        }

        @Override
        public @Nullable Row evolve(@Nullable Row row, Recorded<AccountEvent> recorded) {
            return recorded.event() instanceof AccountOpened opened
                    ? new Row(recorded.stream().id(), opened.owner())
                    : row;
        }

        @Override
        public Set<IndexKey> entries(Row row) {
            return Stream.of(row.owner().split(" "))
                    .map(name -> IndexKey.ofWord("lookup", name))
                    .collect(Collectors.toSet());
        }

        @Override
        public List<Lookup> lookups() {
            return List.of(new Lookup("name", "lookup", Lookup.Match.PREFIX, UnaryOperator.identity()));
        }
    }

    private static final Model MODEL = new Model(
            Catalog.AGGREGATES,
            List.of(
                    new ReadModel<>("deposits", Account.CATEGORY, new Deposits(), Deposits.Row.class),
                    new ReadModel<>("owners", Account.CATEGORY, new Owners(), Owners.Row.class)),
            List.of(new Tally<>(
                    "deposits", ReadTables.SHARED, Account.CATEGORY, new DepositsByDay(), DepositsByDay.Row.class)),
            Set.of());

    private final ReadApi read = new ReadApi(MODEL);

    @Test
    void its_rows_are_kept_and_answered() {
        read.after("/accounts/a1/open", "{\"owner\":\"Ada\",\"initialDeposit\":1}")
                .after("/accounts/a1/deposit", "{\"amount\":1}")
                .after("/accounts/a2/open", "{\"owner\":\"Ada\",\"initialDeposit\":1}")
                .after("/accounts/a2/deposit", "{\"amount\":1}")
                .after("/accounts/a2/withdraw", "{\"amount\":1}");
        assertThat(read.get("/deposits/a1").text()).isEqualTo("{\"accountId\":\"a1\",\"deposits\":1}");
        assertThat(read.get("/deposits/a2").headers()).containsEntry("ETag", "\"3\"");
        assertThat(read.list("/deposits?deposits=1", "accountId")).containsExactly("a1", "a2");
        assertThat(read.list("/deposits?deposits=0", "accountId")).isEmpty();
        assertThat(read.get("/analytics/deposits").text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"deposits\":2}],\"next\":null}");
    }

    /** No beginning of a word of one character has two. */
    @Test
    void its_words_may_have_one_character_and_what_is_looked_for_two() {
        read.after("/accounts/a1/open", "{\"owner\":\"J Byron\",\"initialDeposit\":1}");
        assertThat(read.parked.list(null, 1).parked()).isEmpty();
        assertThat(read.list("/owners?name=By", "accountId")).containsExactly("a1");
        for (var name : List.of("", "J", "%F0%9F%98%80")) {
            assertThat(read.get("/owners?name=" + name).fields()).containsExactly("name");
        }
    }

    /** One that was copied and is still called as the other one would write into its rows. */
    @Test
    void its_name_must_be_its_own() {
        var users = Catalog.READ_MODELS.get(1);
        var copy = new ReadModel<>("copies", User.CATEGORY, new UserView(), UserView.Row.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Model(Catalog.AGGREGATES, List.of(users, copy), List.of(), Set.of()))
                .withMessage("two projections or sagas are called 'users'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Model(Catalog.AGGREGATES, List.of(users), List.of(), Set.of("users")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Model(Catalog.AGGREGATES, List.of(), List.of(), Set.of("a#b")));
    }

    @Test
    void what_is_not_listed_has_no_route() {
        assertThat(read.get("/accounts/a1").status()).isEqualTo(404);
        assertThat(read.get("/analytics/registrations").status()).isEqualTo(404);
    }

    @Test
    void the_native_image_knows_its_rows() {
        assertThat(JsonTypes.of(MODEL, List.of(), Catalog.SCALARS))
                .contains(Deposits.Row.class, DepositsByDay.Row.class, Owners.Row.class);
    }
}
