package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.ReadApi;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.models.ModelCatalog;
import io.daybook.models.NewProjections;
import io.daybook.models.member.MemberView;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.check.CatalogCheck;
import io.daybook.runtime.wiring.Model;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A projection more is one class and one line; it needs no table of its own. */
class NewProjectionTest {
    private static final ModelCatalog CATALOG = new ModelCatalog();

    private final ReadApi read = new ReadApi(Model.of(new NewProjections()));

    @Test
    void its_rows_are_kept_and_answered() {
        read.after("/wallets/a1/open", "{\"owner\":\"Ada\",\"content\":1}")
                .after("/wallets/a1/fill", "{\"amount\":1}")
                .after("/wallets/a2/open", "{\"owner\":\"Ada\",\"content\":1}")
                .after("/wallets/a2/fill", "{\"amount\":1}")
                .after("/wallets/a2/spend", "{\"amount\":1}");
        assertThat(read.get("/fillings/a1").text()).isEqualTo("{\"walletId\":\"a1\",\"fillings\":1}");
        assertThat(read.get("/fillings/a2").headers()).containsEntry("ETag", "\"3\"");
        assertThat(read.list("/fillings?fillings=1", "walletId")).containsExactly("a1", "a2");
        assertThat(read.list("/fillings?fillings=0", "walletId")).isEmpty();
        assertThat(read.get("/analytics/fillings").text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"fillings\":2}],\"next\":null}");
    }

    /** All lookups of the shared table look in one index. */
    @Test
    void none_of_its_lookups_finds_the_values_of_another() {
        read.after("/wallets/1/open", "{\"owner\":\"Ada\",\"content\":1}")
                .after("/wallets/2/open", "{\"owner\":\"Ada\",\"content\":1}");
        for (int i = 0; i < 3; i++) {
            read.after("/wallets/2/fill", "{\"amount\":1}");
        }
        assertThat(read.list("/fillings?fillings=0", "walletId")).containsExactly("1");
        assertThat(read.list("/fillings?fillings=3", "walletId")).containsExactly("2");
        assertThat(read.list("/fillings?wallet=1", "walletId")).containsExactly("1");
        assertThat(read.list("/fillings?wallet=3", "walletId")).isEmpty();
        assertThat(read.list("/fillings?upTo=3", "walletId")).containsExactly("2");
        assertThat(read.list("/fillings?upTo=4", "walletId")).isEmpty();
        assertThat(read.list("/fillings?wallet=2&upTo=1&fillings=3", "walletId"))
                .containsExactly("2");
        assertThat(read.list("/fillings?wallet=1&upTo=1", "walletId")).isEmpty();
    }

    /** No beginning of a word of one character has two. */
    @Test
    void its_words_may_have_one_character_and_what_is_looked_for_two() {
        read.after("/wallets/a1/open", "{\"owner\":\"J Byron\",\"content\":1}");
        assertThat(read.parked.list(null, 1).parked()).isEmpty();
        assertThat(read.list("/owners?name=By", "walletId")).containsExactly("a1");
        for (var name : List.of("", "J", "%F0%9F%98%80")) {
            assertThat(read.get("/owners?name=" + name).fields()).containsExactly("name");
        }
    }

    /** One that was copied and is still called as the other one would write into its rows. */
    @Test
    void its_name_must_be_its_own() {
        var copy = new ReadModel<>("copies", new MemberView());
        assertThat(CatalogCheck.defects(new Copied(copy)))
                .containsExactly("two projections or sagas are called 'members': each has a name of its own");
    }

    private record Copied(ReadModel<?, ?> copy) implements Catalog {
        @Override
        public List<Aggregate<?, ?, ?, ?>> aggregates() {
            return CATALOG.aggregates();
        }

        @Override
        public List<ReadModel<?, ?>> readModels() {
            return List.of(CATALOG.readModels().get(1), copy);
        }

        @Override
        public List<ScalarType<?>> scalars() {
            return CATALOG.scalars();
        }
    }

    @Test
    void what_is_not_listed_has_no_route() {
        assertThat(read.get("/wallets/a1").status()).isEqualTo(404);
        assertThat(read.get("/analytics/joinings").status()).isEqualTo(404);
    }
}
