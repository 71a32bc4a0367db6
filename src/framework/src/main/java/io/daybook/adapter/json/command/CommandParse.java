package io.daybook.adapter.json.command;

import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.daybook.adapter.json.JsonDefectException;
import io.daybook.adapter.json.command.CommandReader.Read;
import io.daybook.adapter.json.value.RefusedValueException;
import io.daybook.adapter.json.value.WellFormedText;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.text.UserText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body into a command, field by field with the deserializers of the command's record, so that one bad field
 * does not hide the others.
 */
final class CommandParse<C> {
    /** Names that a sender wrote are shown to it, but shortened. */
    private static final int NAME_SHOWN_LENGTH_MAX = 100;

    /** More are not listed; a body of 256 KiB could hold tens of thousands. */
    private static final int ERRORS_MAX = 100;

    private static final String UNKNOWN = "is not a field of this command";

    private final ObjectMapper mapper;
    private final JsonParser parser;
    private final CommandType<? extends C> type;
    private final DeserializationContext context;
    private final List<FieldError> errors = new ArrayList<>();

    CommandParse(ObjectMapper mapper, JsonParser parser, CommandType<? extends C> type) {
        this.mapper = mapper;
        this.parser = parser;
        this.type = type;
        // A field that may be null may also be left out, however deep it stands.
        this.context = ((DefaultDeserializationContext) mapper.getDeserializationContext())
                .createInstance(
                        mapper.getDeserializationConfig()
                                .without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES),
                        parser,
                        mapper.getInjectableValues());
    }

    /** @throws com.fasterxml.jackson.core.JsonProcessingException if the body is not JSON at all */
    Read<C> run() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Read.Invalid<>(List.of(new FieldError("", "must be a JSON object")));
        }
        var root = (BeanDeserializerBase)
                context.findContextualValueDeserializer(mapper.constructType(type.javaType()), null);
        var command = readObject(root, "");
        if (parser.nextToken() != null) {
            return new Read.Invalid<>(List.of(new FieldError("", "must be one JSON object, with nothing after it")));
        }
        return command == null
                ? new Read.Invalid<>(errors)
                : new Read.Valid<>(type.javaType().cast(command));
    }

    /** Reads the object from beginning to end. Null if something in it is wrong. */
    private @Nullable Object readObject(BeanDeserializerBase target, String prefix) throws IOException {
        int errorsBefore = errors.size();
        var properties = new ArrayList<SettableBeanProperty>();
        target.creatorProperties().forEachRemaining(properties::add);
        var values = new @Nullable Object[properties.size()];
        var given = new HashSet<String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var property = target.findProperty(name);
            boolean isNull = parser.nextToken() == JsonToken.VALUE_NULL;
            if (property == null) {
                refuse(prefix + shown(name), UNKNOWN);
                parser.skipChildren();
            } else if (!isNull) {
                given.add(name);
                values[property.getCreatorIndex()] = readField(property, prefix + name);
            }
        }
        for (var property : properties) {
            if (!given.contains(property.getName())) {
                values[property.getCreatorIndex()] = absent(property, prefix + property.getName());
            }
        }
        return errors.size() > errorsBefore ? null : create(target, values, prefix);
    }

    private @Nullable Object readField(SettableBeanProperty property, String name) throws IOException {
        var enclosing = parser.getParsingContext();
        if (property.getValueDeserializer() instanceof BeanDeserializerBase nested) {
            if (parser.hasToken(JsonToken.START_OBJECT)) {
                return readObject(nested, name + ".");
            }
            refuse(name, "must be an object");
            parser.skipChildren();
            return null;
        }
        if (parser.currentToken().isStructStart()) {
            enclosing = enclosing.getParent();
        }
        try {
            return property.deserialize(parser, context);
        } catch (JsonMappingException | InputCoercionException e) {
            if (e.getCause() instanceof StreamReadException malformed
                    && !(malformed instanceof InputCoercionException)) {
                throw malformed;
            }
            refuse(name, property.getType(), e);
            while (!parser.getParsingContext().equals(enclosing)) {
                parser.nextToken();
            }
            return null;
        }
    }

    private @Nullable Object absent(SettableBeanProperty property, String name) throws IOException {
        var otherwise = type.defaults().get(name);
        if (otherwise != null) {
            try (var text = mapper.createParser(mapper.writeValueAsString(otherwise))) {
                text.nextToken();
                return property.deserialize(text, context);
            }
        }
        if (property.getMetadata().getValueNulls() != Nulls.SET) {
            refuse(name, "is required");
        }
        return null;
    }

    private @Nullable Object create(BeanDeserializerBase target, @Nullable Object[] values, String prefix)
            throws IOException {
        try {
            var instantiator = target.getValueInstantiator();
            return values.length == 0
                    ? instantiator.createUsingDefault(context)
                    : instantiator.createFromObjectWith(context, values);
        } catch (JsonMappingException e) {
            refuse(e, prefix);
            return null;
        }
    }

    /** What is wrong with a field, or with something deep in it. */
    private void refuse(String name, JavaType expected, JsonProcessingException e) {
        var path = e instanceof JsonMappingException mapping ? mapping.getPath() : List.<Reference>of();
        boolean isDeep = path.stream().anyMatch(step -> step.getFieldName() != null);
        var field = new StringBuilder(name);
        path.forEach(step -> field.append(
                step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + shown(step.getFieldName())));
        switch (e) {
            case ValueInstantiationException failed -> refuse(failed, field + ".");
            case UnrecognizedPropertyException _ -> refuse(field.toString(), UNKNOWN);
            case RefusedValueException refused ->
                refuse(isDeep ? field.toString() : name, refused.getOriginalMessage());
            case MismatchedInputException mismatched
            when isDeep && mismatched.getTargetType() != null ->
                refuse(field.toString(), Expected.of(mapper.constructType(mismatched.getTargetType())));
            default -> refuse(isDeep ? field.toString() : name, Expected.of(expected));
        }
    }

    /** What a record's constructor found; anything but an {@link InvalidCommandException} is a defect of the record. */
    private void refuse(JsonMappingException failed, String prefix) {
        if (!(failed.getCause() instanceof InvalidCommandException invalid)) {
            throw new JsonDefectException(
                    "the command " + type.name() + " could not be made of fields that are well-formed", failed);
        }
        invalid.errors().forEach(error -> refuse(prefix + error.field(), error.message()));
    }

    private void refuse(String field, String message) {
        if (errors.size() < ERRORS_MAX) {
            errors.add(new FieldError(field, message));
        }
    }

    private static String shown(String name) {
        var text = UserText.length(name) <= NAME_SHOWN_LENGTH_MAX
                ? name
                : UserText.first(NAME_SHOWN_LENGTH_MAX, name) + "…";
        return WellFormedText.isWellFormed(text) ? text : text.replaceAll("[\\ud800-\\udfff]", "?");
    }
}
