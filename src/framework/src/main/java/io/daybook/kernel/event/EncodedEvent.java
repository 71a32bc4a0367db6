package io.daybook.kernel.event;

/**
 * One event in its stored form.
 *
 * @param id a UUID, unique for ever
 * @param type the stored name, never a class name
 * @param schema the number of the schema it was written with, from 1
 * @param data a JSON object as text
 */
public record EncodedEvent(String id, String type, int schema, String data) {}
