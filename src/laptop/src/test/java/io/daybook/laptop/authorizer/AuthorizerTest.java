package io.daybook.laptop.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import io.daybook.kernel.decide.InvalidCommandException;
import io.daybook.laptop.authorizer.Authorizer.Anonymous;
import io.daybook.laptop.authorizer.Authorizer.Verdict;
import io.daybook.testtools.ForAll;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00.250Z");
    private static final Forge FORGE = new Forge(Forge.KEY, NOW);
    private static final Forge OTHER = new Forge(Forge.OTHER_KEY, NOW);
    private static final Tokens TOKENS = new Tokens(() -> Forge.KEY, "roles", () -> NOW);
    private static final String OPEN = "/open";
    private static final String PUBLIC = "/purses/a1";
    private static final String ADMIN = "/admin/parked";

    private static final String HEADER =
            "{\"alg\":\"RS256\",\"kid\":\"" + Forge.jwk(Forge.KEY).getKeyID() + "\"}";
    private static final String CLAIMS = "{\"iss\":\"" + Tokens.ISSUER + "\",\"aud\":\"" + Tokens.AUDIENCE
            + "\",\"sub\":\"u1\",\"iat\":1795687000,\"exp\":1795690000}";

    private final Authorizer authorizer = new Authorizer(TOKENS, Anonymous.OPERATOR, Set.of(OPEN));
    private final Authorizer strict = new Authorizer(TOKENS, Anonymous.NONE, Set.of(OPEN));

    @Test
    void a_token_of_this_process_is_handed_over_as_an_http_api_does() {
        var token = TOKENS.sign(new TokenRequest("u1", List.of("customer", "auditor"), 60));
        assertThat(authorizer.judge(PUBLIC, List.of("Bearer " + token))).isEqualTo(admitted("""
                {"jwt": {"claims": {"iss": "http://localhost/dev", "aud": "daybook-laptop", "sub": "u1",
                    "roles": "[customer auditor]", "iat": "1795687200", "exp": "1795687260"}, "scopes": null}}
                """));
    }

    @Test
    void a_caller_without_roles_has_an_empty_list() {
        var token = TOKENS.sign(new TokenRequest("u1", List.of(), 60));
        assertThat(authorizer.judge(PUBLIC, List.of(token)))
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        verdict -> assertThat(verdict.authorizer()
                                        .at("/jwt/claims/roles")
                                        .asText())
                                .isEqualTo("[]"));
    }

    @Test
    void the_claim_of_the_roles_is_a_setting() {
        var tokens = new Tokens(() -> Forge.KEY, "cognito:groups", () -> NOW);
        var named = new Authorizer(tokens, Anonymous.OPERATOR, Set.of());
        assertThat(named.judge(PUBLIC, List.of()))
                .isEqualTo(admitted("{\"jwt\": {\"claims\": {\"cognito:groups\": \"[operator]\"}, \"scopes\": null}}"));
        var token = tokens.sign(new TokenRequest("u1", List.of("customer"), 60));
        assertThat(named.judge(PUBLIC, List.of(token)))
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        verdict -> assertThat(verdict.authorizer()
                                        .at("/jwt/claims")
                                        .path("cognito:groups")
                                        .asText())
                                .isEqualTo("[customer]"));
    }

    @Test
    void without_a_token_a_request_is_an_operators_or_refused() {
        assertThat(authorizer.judge(PUBLIC, List.of()))
                .isEqualTo(admitted("{\"jwt\": {\"claims\": {\"roles\": \"[operator]\"}, \"scopes\": null}}"));
        assertThat(strict.judge(PUBLIC, List.of())).isEqualTo(new Verdict.Unauthorized());
    }

    @Test
    void admin_routes_are_for_requests_without_a_token() {
        assertThat(authorizer.judge(ADMIN, List.of())).isEqualTo(admitted("{\"iam\": {\"userArn\": \"laptop\"}}"));
        assertThat(strict.judge(ADMIN, List.of())).isEqualTo(new Verdict.Unauthorized());
        var operator = TOKENS.sign(new TokenRequest("o1", List.of("operator"), 60));
        assertThat(authorizer.judge(ADMIN, List.of("Bearer " + operator))).isEqualTo(new Verdict.Forbidden());
        assertThat(strict.judge(ADMIN, List.of("Bearer " + operator))).isEqualTo(new Verdict.Forbidden());
        assertThat(authorizer.judge(ADMIN, List.of("Bearer x"))).isEqualTo(new Verdict.Unauthorized());
    }

    @Test
    void an_open_path_needs_no_token_but_takes_no_bad_one() {
        assertThat(strict.judge(OPEN, List.of())).isEqualTo(admitted("{}"));
        assertThat(strict.judge(OPEN, List.of("Bearer x"))).isEqualTo(new Verdict.Unauthorized());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer   ", ""})
    void the_scheme_has_any_case_and_may_be_left_out(String scheme) {
        assertThat(authorizer.judge(PUBLIC, List.of(scheme + FORGE.token()))).isInstanceOf(Verdict.Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Basic dTpw",
                "Digest a",
                "Bearer a",
                "Bearer a.b",
                "Bearer ..",
                "Bearer a.b.c",
                "a.b.c.d",
                "Bearer\ta.b.c",
                "Bearer null",
                "Bearer {}.{}.{}",
                "Bearer é.é.é"
            })
    void what_is_no_token_is_refused(String authorization) {
        assertThat(authorizer.judge(PUBLIC, List.of(authorization))).isEqualTo(new Verdict.Unauthorized());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s,%s", "%s, Bearer %s", "Bearer %s Bearer %s", "%s %s", "%s%s", "Bearer Bearer %s", "Basic %s"
            })
    void a_good_token_does_not_help_what_stands_around_it(String form) {
        var token = FORGE.token();
        assertThat(authorizer.judge(PUBLIC, List.of(form.replace("%s", token)))).isEqualTo(new Verdict.Unauthorized());
    }

    @Test
    void two_headers_are_refused_even_if_both_are_good() {
        var token = "Bearer " + FORGE.token();
        assertThat(authorizer.judge(PUBLIC, List.of(token, token))).isEqualTo(new Verdict.Unauthorized());
    }

    /** The forge's own token is good, so each of the bad ones is bad for the one thing in which it differs. */
    @Test
    void what_the_bad_tokens_are_made_of_is_good() {
        assertThat(authorizer.judge(PUBLIC, List.of(FORGE.token()))).isInstanceOf(Verdict.Admitted.class);
        assertThat(authorizer.judge(PUBLIC, List.of(FORGE.tokenOf(CLAIMS)))).isInstanceOf(Verdict.Admitted.class);
        assertThat(authorizer.judge(PUBLIC, List.of(FORGE.token(none(), claims -> claims.notBeforeTime(at(-1))))))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(authorizer.judge(PUBLIC, List.of(FORGE.token(none(), claims -> claims.expirationTime(at(1))))))
                .isInstanceOf(Verdict.Admitted.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"forged", "confused", "untimely", "foreign", "broken"})
    void a_bad_token_is_refused(String what, String token) {
        assertThat(authorizer.judge(PUBLIC, List.of("Bearer " + token)))
                .as(what)
                .isEqualTo(new Verdict.Unauthorized());
        assertThat(authorizer.judge(ADMIN, List.of("Bearer " + token))).as(what).isEqualTo(new Verdict.Unauthorized());
    }

    static Stream<Arguments> forged() {
        var good = FORGE.token();
        var parts = good.split("\\.", -1);
        var others = FORGE.token(none(), claims -> claims.subject("u2")).split("\\.", -1);
        return Stream.of(
                arguments("signed with another key", OTHER.token()),
                arguments("no signature", parts[0] + "." + parts[1] + "."),
                arguments("a signature of nothing", parts[0] + "." + parts[1] + ".AA"),
                arguments("the signature of other claims", parts[0] + "." + others[1] + "." + parts[2]),
                arguments("a last character with the same bits", sameBits(good)),
                arguments("padding", good + "="),
                arguments("a line end", good + "\n"),
                arguments("alg none", Forge.parts("{\"alg\":\"none\"}", CLAIMS, "")),
                arguments("alg none with a signature", Forge.parts("{\"alg\":\"none\"}", CLAIMS, parts[2])),
                arguments("alg None", Forge.parts("{\"alg\":\"None\"}", CLAIMS, parts[2])),
                arguments("no alg", Forge.parts("{\"typ\":\"JWT\"}", CLAIMS, parts[2])),
                arguments("alg of another type", Forge.parts("{\"alg\":[\"RS256\"]}", CLAIMS, parts[2])));
    }

    static Stream<Arguments> confused() throws JOSEException {
        var shared = new MACSigner(Forge.KEY.getPublic().getEncoded());
        var hmac = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(Forge.jwk(Forge.KEY).getKeyID())
                .build();
        return Stream.of(
                arguments("HMAC with the public key", Forge.signed(hmac, CLAIMS, shared)),
                arguments(
                        "another algorithm of the same key",
                        Forge.signed(
                                new JWSHeader.Builder(JWSAlgorithm.PS256)
                                        .keyID(Forge.jwk(Forge.KEY).getKeyID())
                                        .build(),
                                CLAIMS,
                                FORGE.signer())),
                arguments(
                        "a longer hash of the same key",
                        Forge.signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS512)
                                        .keyID(Forge.jwk(Forge.KEY).getKeyID())
                                        .build(),
                                CLAIMS,
                                FORGE.signer())),
                arguments("no key id", FORGE.token(header -> header.keyID(null), claims -> {})),
                arguments("an empty key id", FORGE.token(header -> header.keyID(""), claims -> {})),
                arguments(
                        "a key id that is a path", FORGE.token(header -> header.keyID("../../dev/null"), claims -> {})),
                arguments("a key id that is a query", FORGE.token(header -> header.keyID("' or '1'='1"), claims -> {})),
                arguments(
                        "the key in the header",
                        OTHER.token(header -> header.jwk(Forge.jwk(Forge.OTHER_KEY)), claims -> {})),
                arguments(
                        "the address of the key in the header",
                        OTHER.token(header -> header.jwkURL(URI.create("http://localhost/keys")), claims -> {})),
                arguments(
                        "an extension that is critical",
                        FORGE.token(
                                header -> header.customParam("urgent", true).criticalParams(Set.of("urgent")),
                                claims -> {})),
                arguments(
                        "a standard name that is critical",
                        FORGE.token(header -> header.criticalParams(Set.of("exp")), claims -> {})),
                arguments(
                        "claims that are not encoded",
                        Forge.parts(
                                "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"k\"}", CLAIMS, "AA")),
                arguments(
                        "another type",
                        FORGE.token(
                                header -> header.type(new com.nimbusds.jose.JOSEObjectType("dpop+jwt")),
                                claims -> {})));
    }

    static Stream<Arguments> untimely() {
        return Stream.of(
                arguments("expired", claims(claims -> claims.expirationTime(at(-1)))),
                arguments("expired in this second", claims(claims -> claims.expirationTime(Date.from(NOW)))),
                arguments("without end", claims(claims -> claims.expirationTime(null))),
                arguments("not yet valid", claims(claims -> claims.notBeforeTime(at(2)))),
                arguments("issued in the future", claims(claims -> claims.issueTime(at(2)))),
                arguments("never issued", claims(claims -> claims.issueTime(null))),
                arguments("an end that is a text", FORGE.tokenOf(CLAIMS.replace("1795690000", "\"tomorrow\""))),
                arguments("an end that is too long", FORGE.tokenOf(CLAIMS.replace("1795690000", "1e999"))),
                arguments("an end before time", FORGE.tokenOf(CLAIMS.replace("1795690000", "-1"))));
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                arguments("another issuer", claims(claims -> claims.issuer("https://issuer.example"))),
                arguments("an issuer that begins like ours", claims(claims -> claims.issuer(Tokens.ISSUER + "/"))),
                arguments("no issuer", claims(claims -> claims.issuer(null))),
                arguments("another audience", claims(claims -> claims.audience("other"))),
                arguments("no audience", claims(claims -> claims.audience((String) null))),
                arguments(
                        "a client id in place of an audience",
                        claims(claims -> claims.audience("other").claim("client_id", Tokens.AUDIENCE))),
                arguments("no subject", claims(claims -> claims.subject(null))));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("claims that are a list", FORGE.tokenOf("[" + CLAIMS + "]")),
                arguments("claims that are no JSON", FORGE.tokenOf("claims")),
                arguments("no claims", FORGE.tokenOf("")),
                arguments("claims that are null", FORGE.tokenOf("null")),
                arguments("something behind the claims", FORGE.tokenOf(CLAIMS + "{}")),
                arguments("claims nested without end", FORGE.tokenOf("{\"a\":" + "[".repeat(7_000))),
                arguments("a header nested without end", Forge.parts("{\"a\":" + "[".repeat(7_000), CLAIMS, "AA")),
                arguments("a header that is a list", Forge.parts("[]", CLAIMS, "AA")),
                arguments("a header given twice", Forge.parts(HEADER + HEADER, CLAIMS, "AA")),
                arguments("encrypted", "e30.e30.e30.e30.e30"));
    }

    /** Whoever changes one character of a token has no token. */
    @Test
    void a_token_with_any_other_character_is_refused() {
        var good = FORGE.token();
        ForAll.seeds(random -> {
            int at = random.nextInt(good.length());
            char other = "ABCxyz019-_".charAt(random.nextInt(11));
            var changed = good.substring(0, at) + other + good.substring(at + 1);
            if (!changed.equals(good)) {
                assertThat(authorizer.judge(PUBLIC, List.of("Bearer " + changed)))
                        .isEqualTo(new Verdict.Unauthorized());
            }
        });
    }

    @Test
    void a_token_ends_when_it_was_asked_to_give_or_take_half_a_second() {
        var token = TOKENS.sign(new TokenRequest("u1", List.of(), 1));
        assertThat(judgedAt(NOW.plusMillis(700), token)).isInstanceOf(Verdict.Admitted.class);
        assertThat(judgedAt(NOW.plusMillis(1_500), token)).isEqualTo(new Verdict.Unauthorized());
    }

    @Test
    void a_role_with_a_space_is_refused_because_it_would_become_two() {
        assertThatThrownBy(() -> new TokenRequest("u1", List.of("a operator"), 60))
                .isInstanceOf(InvalidCommandException.class);
    }

    private static Verdict judgedAt(Instant now, String token) {
        return new Authorizer(new Tokens(() -> Forge.KEY, "roles", () -> now), Anonymous.OPERATOR, Set.of())
                .judge(PUBLIC, List.of("Bearer " + token));
    }

    private static String claims(Consumer<JWTClaimsSet.Builder> claims) {
        return FORGE.token(none(), claims);
    }

    private static Consumer<JWSHeader.Builder> none() {
        return header -> {};
    }

    private static Date at(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    /** The last of 342 characters holds two bits of the signature, and four that mean nothing. */
    private static String sameBits(String token) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
    }

    private static Verdict admitted(String authorizer) {
        try {
            JsonNode json = new ObjectMapper().readTree(authorizer);
            return new Verdict.Admitted(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
