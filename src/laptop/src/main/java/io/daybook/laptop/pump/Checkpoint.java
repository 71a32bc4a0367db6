package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.dynamodblocal.LocalRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Up to where the records of a stream are done, kept in a file beside the data.
 *
 * @param file absent before the first time
 */
record Checkpoint(Path file, String streamArn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By shard; nothing of another stream, which is that of a table made anew. */
    Map<String, String> read() {
        var positions = new HashMap<String, String>();
        if (Files.exists(file)) {
            try {
                var kept = JSON.readTree(file.toFile());
                if (kept.path("stream").asText().equals(streamArn)) {
                    kept.path("shards")
                            .properties()
                            .forEach(shard -> positions.put(
                                    shard.getKey(), shard.getValue().asText()));
                }
            } catch (IOException e) {
                throw new LocalRuntimeException(
                        file + " cannot be read; without it, the stream is read from its oldest record again", e);
            }
        }
        return positions;
    }

    /** As a whole or not at all, whenever the process is killed. */
    void write(Map<String, String> positions) {
        var json = JSON.createObjectNode().put("stream", streamArn);
        positions.forEach(json.putObject("shards")::put);
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.writeString(next, json.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalRuntimeException(file + " cannot be written", e);
        }
    }
}
