package io.daybook.kernel.access;

import io.daybook.kernel.PublicApi;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and list the rows of one read model, role by role. Pure. A row that a caller may not see does not exist for
 * that caller.
 *
 * <pre>{@code
 * RowAccess.own("worker", Row::assignee).listedBy("assignee")
 * RowAccess.own("worker", Row::assignee).listedBy("assignee").or(RowAccess.all("manager"))
 * }</pre>
 */
@PublicApi
public record RowAccess<R>(List<Grant<R>> grants) {
    public RowAccess {
        grants = List.copyOf(grants);
    }

    /**
     * What one role may see.
     *
     * @param shows whether a caller with the role may see a row
     * @param all whether that is so for every row, and the role may therefore ask for every list
     * @param lookup the parameter of the only lookup by which the role may list rows, and only if its value is the
     *     caller's own id; null if the role may list nothing
     */
    public record Grant<R>(
            String role,
            BiPredicate<Caller, R> shows,
            boolean all,
            @Nullable String lookup) {}

    /** The rule of a read model without a rule of its own: only operators see its rows. */
    public static <R> RowAccess<R> operatorsOnly() {
        return new RowAccess<>(List.of());
    }

    /** Every row and every list. */
    public static <R> RowAccess<R> all(String role) {
        return new RowAccess<>(List.of(new Grant<>(role, (caller, row) -> true, true, null)));
    }

    /**
     * The rows that belong to the caller.
     *
     * @param owner the id of the one to whom a row belongs, or null
     */
    public static <R> RowAccess<R> own(String role, Function<R, @Nullable String> owner) {
        return some(role, (caller, row) -> caller.is(owner.apply(row)));
    }

    /** The rows that meet a condition. */
    public static <R> RowAccess<R> some(String role, BiPredicate<Caller, R> condition) {
        return new RowAccess<>(List.of(new Grant<>(role, condition, false, null)));
    }

    /**
     * Lets the roles that are named so far also list the rows that they find under the caller's own id, and no others.
     *
     * @param lookup the parameter of a lookup whose values are ids of callers
     */
    public RowAccess<R> listedBy(String lookup) {
        return new RowAccess<>(grants.stream()
                .map(grant -> new Grant<>(grant.role(), grant.shows(), grant.all(), lookup))
                .toList());
    }

    /** What either of the two rules allows. */
    public RowAccess<R> or(RowAccess<R> other) {
        return new RowAccess<>(
                Stream.concat(grants.stream(), other.grants().stream()).toList());
    }

    /** Whether the caller may see a row, whatever is in it. */
    public boolean showsAll(Caller caller) {
        return caller.may(() -> any(caller, Grant::all));
    }

    public boolean shows(Caller caller, R row) {
        return caller.may(() -> any(caller, grant -> grant.shows().test(caller, row)));
    }

    /**
     * Whether the caller may ask for a list. Each of its rows is judged as well.
     *
     * @param lookup the parameter of the lookup whose index is read
     * @param value as the caller wrote it
     */
    public boolean lists(Caller caller, String lookup, String value) {
        return showsAll(caller)
                || caller.may(() -> caller.is(value) && any(caller, grant -> lookup.equals(grant.lookup())));
    }

    private boolean any(Caller caller, Predicate<Grant<R>> condition) {
        return grants.stream().anyMatch(grant -> caller.has(grant.role()) && condition.test(grant));
    }
}
