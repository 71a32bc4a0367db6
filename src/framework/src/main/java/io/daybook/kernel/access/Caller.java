package io.daybook.kernel.access;

import io.daybook.kernel.PublicApi;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param id the {@code sub} of the caller's token; null if nobody is known
 * @param roles that the token names
 */
@PublicApi
public record Caller(@Nullable String id, Set<String> roles) {
    /** The role that may do everything. No rule is asked about it. */
    public static final String OPERATOR = "operator";

    /** Code points of an id. Source: the HTTP contract. */
    public static final int ID_LENGTH_MAX = 128;

    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9._:-]+");

    public Caller {
        roles = Set.copyOf(roles);
    }

    public static Caller of(String id, String... roles) {
        return new Caller(id, Set.of(roles));
    }

    /** An operator, who may do everything; also a saga on behalf of a user. */
    public static Caller operator(@Nullable String id) {
        return new Caller(id, Set.of(OPERATOR));
    }

    /** Whether a token can name such a role: {@code A-Z a-z 0-9 . _ : -}. Source: the HTTP contract. */
    public static boolean isRole(String name) {
        return ROLE.matcher(name).matches();
    }

    public boolean isOperator() {
        return has(OPERATOR);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Whether this id is the caller's own. Null is nobody's. */
    public boolean is(@Nullable String other) {
        return id != null && id.equals(other);
    }

    /**
     * Whether this caller may do what a rule is about: an operator may do everything, and a caller without any role
     * nothing.
     */
    public boolean may(BooleanSupplier rule) {
        return isOperator() || (!roles.isEmpty() && rule.getAsBoolean());
    }
}
