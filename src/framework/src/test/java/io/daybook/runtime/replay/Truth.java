package io.daybook.runtime.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.models.Versions;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.models.wallet.WalletEvent.CoinsFilled;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a row must be, folded from scratch. */
final class Truth {
    private static final com.fasterxml.jackson.databind.ObjectMapper MAPPER = Json.mapper(List.of(Coins.TYPE));
    private static final JacksonEventCodec<WalletEvent> CODEC = new JacksonEventCodec<>(WalletEvent.TYPES, MAPPER);

    private Truth() {}

    /** @param events how many of them are in the row; those that no version can apply never are */
    static JsonNode row(int version, List<Commit> commits, int events) {
        var recorded = recorded(commits)
                .filter(event -> !isPoison(event))
                .limit(events)
                .toList();
        return MAPPER.valueToTree(fold(Versions.view(version), recorded));
    }

    /** How many events a row can have: those before the first one that is poison and not skipped. */
    static int events(List<Commit> commits, Predicate<Long> isSkipped) {
        return (int) recorded(commits)
                .takeWhile(event -> !isPoison(event) || isSkipped.test(event.version()))
                .filter(event -> !isPoison(event))
                .count();
    }

    static List<Long> poison(List<Commit> commits) {
        return recorded(commits).filter(Truth::isPoison).map(Recorded::version).toList();
    }

    private static Stream<Recorded<WalletEvent>> recorded(List<Commit> commits) {
        return commits.stream().flatMap(commit -> CODEC.decode(commit).stream());
    }

    private static boolean isPoison(Recorded<WalletEvent> recorded) {
        return recorded.event() instanceof CoinsFilled(var amount, var _) && amount.equals(Versions.POISON);
    }

    private static <R> @Nullable R fold(Projection<WalletEvent, R> view, List<Recorded<WalletEvent>> recorded) {
        @Nullable R row = null;
        for (var event : recorded) {
            row = view.evolve(row, event);
        }
        return row;
    }
}
