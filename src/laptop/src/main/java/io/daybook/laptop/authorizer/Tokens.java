package io.daybook.laptop.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.daybook.dynamodblocal.LocalRuntimeException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of this process, signed by a key that nobody else has, and verified by the rules of an HTTP API.
 *
 * <p>Source of the rules: API Gateway developer guide, "Control access to HTTP APIs with JWT authorizers in API
 * Gateway".
 */
public final class Tokens {
    static final String ISSUER = "http://localhost/dev";
    static final String AUDIENCE = "daybook-laptop";

    /** HTTP APIs take RSA only. */
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;

    private static final int KEY_BITS = 2048;
    private static final long HALF_A_SECOND_MILLIS = 500;

    private final Supplier<KeyPair> keyOfProcess;
    private final String rolesClaim;
    private final InstantSource clock;
    private @Nullable RSAKey key;

    /**
     * @param keyOfProcess called at the first token, because making a key takes a moment
     * @param rolesClaim the claim in which the roles stand
     */
    public Tokens(Supplier<KeyPair> keyOfProcess, String rolesClaim, InstantSource clock) {
        this.keyOfProcess = keyOfProcess;
        this.rolesClaim = rolesClaim;
        this.clock = clock;
    }

    /** A key for {@link #Tokens}. */
    public static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new LocalRuntimeException("This JVM cannot make an RSA key", e);
        }
    }

    String rolesClaim() {
        return rolesClaim;
    }

    /** The signed token, in its compact form. */
    public String sign(TokenRequest request) {
        Instant now = clock.instant();
        // Times in a token are whole seconds, so the nearest one is the end.
        Instant end = now.plusSeconds(request.seconds())
                .plusMillis(HALF_A_SECOND_MILLIS)
                .truncatedTo(ChronoUnit.SECONDS);
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(request.sub())
                .claim(rolesClaim, request.roles())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end))
                .build();
        var header = new JWSHeader.Builder(ALGORITHM)
                .type(JOSEObjectType.JWT)
                .keyID(key().getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key()));
        } catch (JOSEException e) {
            throw new LocalRuntimeException("A token cannot be signed", e);
        }
        return token.serialize();
    }

    /** The claims of a token of this process that is valid now; empty for any other text. */
    Optional<Map<String, Object>> verify(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            var header = jwt.getHeader();
            // An HTTP API requires a key id, and knows no extension that could be critical.
            if (header.getKeyID() == null || header.getCriticalParams() != null || !isAsWritten(jwt)) {
                return Optional.empty();
            }
            return Optional.of(processor().process(jwt, null).toJSONObject());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** The library ignores characters and bits that mean nothing. Of one token, there would be many others. */
    private static boolean isAsWritten(SignedJWT token) {
        return Stream.of(token.getParsedParts())
                .allMatch(part -> Base64URL.encode(part.decode()).equals(part));
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHM, new ImmutableJWKSet<>(new JWKSet(key().toPublicJWK()))));
        processor.setJWTClaimsSetVerifier(new Claims(clock));
        return processor;
    }

    private synchronized RSAKey key() {
        if (key == null) {
            key = jwk(keyOfProcess.get());
        }
        return key;
    }

    private static RSAKey jwk(KeyPair pair) {
        try {
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException e) {
            throw new LocalRuntimeException("The key of this process cannot be used", e);
        }
    }

    /** Without the tolerance of clocks that the library has: the clock that signs is the clock that verifies. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        Claims(InstantSource clock) {
            super(AUDIENCE, new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "iat", "exp"));
            this.clock = clock;
            setMaxClockSkew(0);
        }

        @Override
        public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
            super.verify(claims, context);
            if (claims.getIssueTime().toInstant().isAfter(clock.instant())) {
                throw new BadJWTException("issued in the future");
            }
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
