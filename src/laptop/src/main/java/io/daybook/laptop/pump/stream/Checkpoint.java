package io.daybook.laptop.pump.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.dynamodblocal.LocalRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps, in a file beside the data, up to which record each shard of a stream is done.
 *
 * @param file does not exist before the first write
 */
record Checkpoint(Path file, String streamArn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Positions by shard. Empty if the file is about another stream, because the table was created again. */
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
                        file + " cannot be read; delete it to read the stream from its oldest record again", e);
            }
        }
        return positions;
    }

    /** Writes the whole file or nothing, even if the process is killed. */
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
