package io.daybook.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.Commit;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An append can be made only of claims that one transaction takes. */
final class AppendTest {
    private final Commit commit = Commits.commit(Commits.newStream(), 1, 1);

    @Test
    void as_many_claims_as_are_allowed_and_no_more() {
        assertThat(new Append(commit, claims(0, 50), claims(50, Append.CLAIMS_MAX), null).acquire())
                .hasSize(50);
        assertThatThrownBy(() -> new Append(commit, claims(0, 50), claims(50, Append.CLAIMS_MAX + 1), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a command takes and frees at most 98 claims at once, not 99");
    }

    @Test
    void a_claim_is_taken_or_freed() {
        assertThatThrownBy(() -> new Append(commit, claims(0, 3), claims(2, 5), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a claim is either taken or freed");
    }

    @Test
    void a_claim_is_no_longer_than_a_key_of_a_table_in_bytes() {
        var largest = "é".repeat(Append.CLAIM_BYTES_MAX / 2);
        assertThat(new Append(commit, Set.of(largest), Set.of(), null).acquire())
                .containsExactly(largest);
        assertThatThrownBy(() -> new Append(commit, Set.of(largest + "x"), Set.of(), null))
                .isInstanceOf(CommitTooLargeException.class)
                .hasMessage("a claimed value is 2001 bytes long; the limit is 2000");
        assertThatThrownBy(() -> new Append(commit, Set.of(), Set.of(largest + "x"), null))
                .isInstanceOf(CommitTooLargeException.class);
    }

    private static Set<String> claims(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "test#" + i).collect(Collectors.toSet());
    }
}
