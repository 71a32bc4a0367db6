package io.daybook.testing.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of commands, as far as an export says it: what they appended. A command is found by its stream and by what
 * caused it. Its id alone may be another one, because it is derived from the number of the step, and the steps of the
 * replay may come in another order than they did.
 */
final class ExportedAnswers {
    /** Of the ids that are derived. */
    static final String DERIVED = "~";

    private final Map<String, List<Commit>> byStream = new HashMap<>();
    private final Map<String, Commit> answered = new HashMap<>();
    private final Set<Commit> taken = new HashSet<>();

    ExportedAnswers(List<Commit> commits) {
        for (var commit : commits) {
            if (commit.metadata().commandId().startsWith(DERIVED)) {
                byStream.computeIfAbsent(commit.stream().toString(), stream -> new ArrayList<>())
                        .add(commit);
            }
        }
    }

    Outcome to(Effect.Send<?> send, CommandContext context, ObjectMapper mapper) {
        var answer = Optional.ofNullable(answered.get(context.commandId()))
                .or(() -> appended(send.stream().toString(), context));
        answer.ifPresent(commit -> {
            answered.put(context.commandId(), commit);
            taken.add(commit);
        });
        return answer.<Outcome>map(commit -> accepted(commit, send.category(), mapper))
                .orElseGet(Outcome.Unknown::new);
    }

    private Optional<Commit> appended(String stream, CommandContext context) {
        var cause = answered.get(context.causationId());
        var causationId =
                cause == null ? context.causationId() : cause.metadata().commandId();
        var caused = byStream.getOrDefault(stream, List.of()).stream()
                .filter(commit -> commit.metadata().causationId().equals(causationId) && !taken.contains(commit))
                .toList();
        return caused.stream()
                .filter(commit -> commit.metadata().commandId().equals(context.commandId()))
                .findFirst()
                .or(() -> caused.stream().findFirst());
    }

    private static <E> Outcome accepted(Commit commit, Category<?, ?, E> category, ObjectMapper mapper) {
        var types = commit.events().stream().map(EncodedEvent::type).toList();
        var events = new JacksonEventCodec<>(category.events(), mapper)
                .decode(commit).stream().<Object>map(Recorded::event).toList();
        return new Outcome.Accepted(commit.firstVersion(), types, events, false);
    }
}
