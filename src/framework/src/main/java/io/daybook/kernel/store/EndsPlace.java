package io.daybook.kernel.store;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.store.EventScan.Ends;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a scan of ends goes on: after an item whose stream may have more items in the next page. The end of that stream
 * is carried over, so that only the page in which the stream ends reports it.
 *
 * @param key of that item, its stream and {@code #} and its version; null at the beginning
 * @param version with which the stream ends so far; 0 if no stream can have the name in the key
 */
public record EndsPlace(@Nullable String key, long version, long hash) {
    /** Reads what {@link #page} wrote. */
    public static EndsPlace of(@Nullable String after) {
        if (after == null) {
            return new EndsPlace(null, 0, 0);
        }
        var parts = after.split(" ", 3);
        return new EndsPlace(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /**
     * A page.
     *
     * @param found the ends of the items of this page alone
     * @param commits how many were read
     * @param last the key of the last item; null if nothing comes after it
     */
    public Ends page(Map<StreamName, StreamPosition> found, int commits, @Nullable String last) {
        var ends = new HashMap<StreamName, StreamPosition>();
        if (key != null && version > 0) {
            ends.put(StreamName.parse(stream(key)), new StreamPosition(version, hash));
        }
        ends.putAll(found);
        if (last == null) {
            return new Ends(ends, commits, null);
        }
        var goesOn = ends.keySet().stream()
                .filter(stream -> stream.toString().equals(stream(last)))
                .findFirst();
        var end = goesOn.map(ends::remove).orElse(StreamPosition.START);
        return new Ends(ends, commits, end.version() + " " + end.hash() + " " + last);
    }

    /** A key that somebody else wrote may contain a #, but a number does not. */
    private static String stream(String key) {
        return key.substring(0, key.lastIndexOf('#'));
    }
}
