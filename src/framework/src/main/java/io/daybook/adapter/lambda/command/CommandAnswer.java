package io.daybook.adapter.lambda.command;

import io.daybook.kernel.command.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The answer to a command that was accepted, with the field names of docs/http.md. */
public record CommandAnswer(String stream, long version, List<AppendedEvent> events, boolean duplicate) {
    static CommandAnswer of(String stream, Outcome.Accepted accepted) {
        var events = new ArrayList<AppendedEvent>();
        long version = accepted.firstVersion();
        for (var type : accepted.types()) {
            events.add(new AppendedEvent(type, version));
            version++;
        }
        return new CommandAnswer(stream, accepted.version(), events, accepted.duplicate());
    }

    public record AppendedEvent(String type, long version) {}
}
