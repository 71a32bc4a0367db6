package io.daybook.kernel.event;

import java.util.List;

/**
 * The events of a commit as one JSON text: {@code [{"id","type","schema","data"}]}, without white space. An event's data
 * is copied as the text that it is.
 */
public final class EventsText {
    private static final String HEX = "0123456789abcdef";

    private EventsText() {}

    public static String of(List<EncodedEvent> events) {
        var text = new StringBuilder("[");
        for (var event : events) {
            text.append(text.length() == 1 ? "{\"id\":" : ",{\"id\":");
            quote(event.id(), text);
            text.append(",\"type\":");
            quote(event.type(), text);
            text.append(",\"schema\":").append(event.schema());
            text.append(",\"data\":").append(event.data()).append('}');
        }
        return text.append(']').toString();
    }

    /** Source: RFC 8259, section 7. */
    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
