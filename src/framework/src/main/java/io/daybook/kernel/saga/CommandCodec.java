package io.daybook.kernel.saga;

/** Turns a command into its stored form, which is kept while it has no outcome, and back. */
public interface CommandCodec {
    /** A command in its stored form. */
    record Encoded(String category, String id, String name, String body) {
        /** The name of its stream. */
        public String stream() {
            return category + "-" + id;
        }

        /** For people: {@code "reserve stock-p1"}. */
        public String told() {
            return name + " " + stream();
        }
    }

    /** @throws IllegalArgumentException if there is no such command, or a stream cannot have that id */
    Encoded encode(Effect.Send<?> send);

    /** @throws UnreadableCommandException if this release does not know the command, or its fields do not fit */
    Effect.Send<?> decode(Encoded encoded);
}
