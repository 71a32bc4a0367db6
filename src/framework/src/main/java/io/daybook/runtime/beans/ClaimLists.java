package io.daybook.runtime.beans;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Reads claims that are lists. The type of API Gateway's events knows claims of text only, and HTTP APIs deliver a list as
 * the text {@code [a b]}; a list that arrives as one is turned into the same text.
 */
@Singleton
public final class ClaimLists implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addHandler(new Handler());
    }

    private static final class Handler extends DeserializationProblemHandler {
        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
                throws IOException {
            return target.hasRawClass(String.class) && isClaim(parser) ? text(context.readTree(parser)) : NOT_HANDLED;
        }

        /** The parser is inside a value that is a member of an object called claims. */
        private static boolean isClaim(JsonParser parser) {
            var claims = parser.getParsingContext().getParent();
            return claims != null
                    && claims.inObject()
                    && claims.getParent() != null
                    && "claims".equals(claims.getParent().getCurrentName());
        }

        /** What is no text, or has spaces, would be taken for something else in the list, and is left out. */
        private static String text(JsonNode value) {
            return value.isArray()
                    ? value.valueStream()
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::asText)
                            .filter(text -> text.indexOf(' ') < 0)
                            .collect(Collectors.joining(" ", "[", "]"))
                    : "";
        }
    }
}
