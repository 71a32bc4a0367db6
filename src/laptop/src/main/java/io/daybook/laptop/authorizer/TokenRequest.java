package io.daybook.laptop.authorizer;

import io.daybook.kernel.decide.InvalidCommandException.Checks;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a token is to say. The limits are those of docs/http.md.
 *
 * @param sub the caller's id
 * @param roles may be empty
 * @param seconds how long the token is valid
 */
public record TokenRequest(String sub, List<String> roles, int seconds) {
    private static final int ID_LENGTH_MAX = 128;
    private static final int SECONDS_MAX = 86_400;

    /** An HTTP API separates roles by spaces when it hands them over, so a role with a space would become two. */
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9._:-]+");

    /** @throws io.daybook.kernel.decide.InvalidCommandException if a value is out of range */
    public TokenRequest {
        roles = List.copyOf(roles);
        new Checks()
                .length(sub, "sub", 1, ID_LENGTH_MAX)
                .that(
                        roles.stream().allMatch(role -> ROLE.matcher(role).matches()),
                        "roles",
                        "must be names of A-Z a-z 0-9 . _ : -")
                .that(seconds >= 1 && seconds <= SECONDS_MAX, "seconds", "must be 1.." + SECONDS_MAX)
                .done();
    }
}
