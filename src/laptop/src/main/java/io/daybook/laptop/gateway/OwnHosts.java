package io.daybook.laptop.gateway;

import io.daybook.dynamodblocal.LocalRuntimeException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The names of this machine, by which a request that the developer did not mean is told. A page of another site that is
 * open in the browser can send requests here: the browser adds {@code Origin} or {@code Sec-Fetch-Site}. Or its own name
 * may lead here since it was loaded (DNS rebinding): then {@code Host} is that name.
 *
 * <p>Sources: the Fetch standard, "Origin header"; W3C, "Fetch Metadata Request Headers".
 *
 * @param names in lower case, without port; IPv6 addresses in brackets
 */
public record OwnHosts(Set<String> names) {
    private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "[::1]");

    private static final String HOST = "([\\p{Alnum}._-]+|\\[[\\p{XDigit}:.]+])";
    private static final Pattern NAME = Pattern.compile(HOST);
    private static final Pattern AUTHORITY = Pattern.compile(HOST + "(:[0-9]{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("https?://" + HOST + "(:[0-9]{1,5})?");

    /**
     * This machine's usual names and more.
     *
     * @throws LocalRuntimeException if one is no name of a host
     */
    public static OwnHosts and(List<String> more) {
        more.stream().filter(name -> !NAME.matcher(name).matches()).findFirst().ifPresent(name -> {
            throw new LocalRuntimeException("daybook.local.hosts has '" + name
                    + "', which is no name of a host; ports are not given, and IPv6 addresses stand in brackets");
        });
        return new OwnHosts(Stream.concat(ALWAYS.stream(), more.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    }

    /** Whether a request was meant for this machine. */
    boolean admit(Request request) {
        return values(request, "Host").count() == 1
                && values(request, "Host").allMatch(host -> isOwn(AUTHORITY, host))
                // A request line may name a host, too.
                && isOwn(AUTHORITY, request.getHttpURI().getAuthority())
                && values(request, "Origin").allMatch(origin -> isOwn(ORIGIN, origin))
                && values(request, "Sec-Fetch-Site")
                        .noneMatch(site -> site.toLowerCase(Locale.ROOT).contains("cross-site"));
    }

    private boolean isOwn(Pattern form, @Nullable String text) {
        var match = form.matcher(text == null ? "" : text.toLowerCase(Locale.ROOT));
        return match.matches() && names.contains(match.group(1));
    }

    private static Stream<String> values(Request request, String name) {
        return request.getHeaders().stream()
                .filter(field -> field.is(name))
                .map(HttpField::getValue)
                .map(value -> value == null ? "" : value);
    }
}
