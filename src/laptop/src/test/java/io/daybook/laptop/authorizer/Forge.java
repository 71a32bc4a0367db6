package io.daybook.laptop.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

/** Signs whatever it is told, with the key of a process. */
public record Forge(KeyPair pair, Instant now) {
    /** Made once, because making a key takes a moment. */
    public static final KeyPair KEY = Tokens.newKey();

    static final KeyPair OTHER_KEY = Tokens.newKey();

    /** A token like one of the process that has this key. */
    public String token() {
        return token(header -> {}, claims -> {});
    }

    public String token(Consumer<JWSHeader.Builder> header, Consumer<JWTClaimsSet.Builder> claims) {
        var headers =
                new JWSHeader.Builder(Tokens.ALGORITHM).type(JOSEObjectType.JWT).keyID(jwk(KEY).getKeyID());
        header.accept(headers);
        var content = new JWTClaimsSet.Builder()
                .issuer(Tokens.ISSUER)
                .audience(Tokens.AUDIENCE)
                .subject("u1")
                .claim("roles", List.of("customer", "auditor"))
                .issueTime(Date.from(now.minusSeconds(10)))
                .expirationTime(Date.from(now.plusSeconds(60)));
        claims.accept(content);
        return signed(headers.build(), content.build().toString(), signer());
    }

    /** A token whose claims are this text, whatever it is. */
    String tokenOf(String claims) {
        return signed(
                new JWSHeader.Builder(Tokens.ALGORITHM)
                        .keyID(jwk(KEY).getKeyID())
                        .build(),
                claims,
                signer());
    }

    static String signed(JWSHeader header, String claims, JWSSigner signer) {
        try {
            var token = new JWSObject(header, new Payload(claims));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** A token of these parts, of which nothing is signed. */
    static String parts(String header, String claims, String signature) {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims) + "." + signature;
    }

    JWSSigner signer() {
        return new RSASSASigner(pair.getPrivate());
    }

    static RSAKey jwk(KeyPair pair) {
        try {
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
