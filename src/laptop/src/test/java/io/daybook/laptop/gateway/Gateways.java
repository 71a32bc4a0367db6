package io.daybook.laptop.gateway;

import io.daybook.laptop.authorizer.Authorizer;
import io.daybook.laptop.authorizer.Authorizer.Anonymous;
import io.daybook.laptop.authorizer.Forge;
import io.daybook.laptop.authorizer.Tokens;
import io.daybook.laptop.template.Route;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What the gateway's tests have in common. */
final class Gateways {
    static final Tokens TOKENS = new Tokens(() -> Forge.KEY, "roles", InstantSource.system());

    /** Beside the usual ones. */
    static final OwnHosts HOSTS = OwnHosts.and(List.of("x", "Laptop.example"));

    private Gateways() {}

    /** A gateway whose callers are operators unless they have a token. */
    static Gateway of(List<Route> routes, Gateway.Functions functions) {
        return of(Anonymous.OPERATOR, routes, functions);
    }

    static Gateway of(Anonymous anonymous, List<Route> routes, Gateway.Functions functions) {
        var authorizer = new Authorizer(TOKENS, anonymous, Set.of(TokenPage.PATH));
        return new Gateway(authorizer, new Routes(routes), new TokenPage(TOKENS, functions));
    }

    static LocalServer open(Gateway gateway) throws IOException {
        return LocalServer.open(0, HOSTS, gateway);
    }
}
