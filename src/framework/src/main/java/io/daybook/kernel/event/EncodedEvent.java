package io.daybook.kernel.event;

/**
 * One event in its stored form.
 *
 * @param id never empty; the command handler gives each event a UUID
 * @param type the stored name, never a class name, never empty
 * @param schema the number of the schema that it was written with, from 1
 * @param data exactly one JSON object as text, without white space around it
 */
public record EncodedEvent(String id, String type, int schema, String data) {
    /** @throws IllegalArgumentException says what was expected, but nothing of the data */
    public EncodedEvent {
        if (id.isEmpty() || type.isEmpty() || !JsonText.isWellFormed(id) || !JsonText.isWellFormed(type)) {
            throw new IllegalArgumentException("an event has an id and a type, both in well-formed Unicode");
        }
        if (schema < 1) {
            throw new IllegalArgumentException("the schema of " + type + " is a number from 1 on, not " + schema);
        }
        if (!JsonText.isObject(data)) {
            throw new IllegalArgumentException("the data of " + type + " is not exactly one JSON object");
        }
    }
}
