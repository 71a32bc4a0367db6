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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row must be, folded from scratch. */
final class Truth {
    private static final com.fasterxml.jackson.databind.ObjectMapper MAPPER = Json.mapper(List.of(Coins.TYPE));
    private static final JacksonEventCodec<WalletEvent> CODEC = new JacksonEventCodec<>(WalletEvent.TYPES, MAPPER);

    private Truth() {}

    /** @param events how many of them are in the row */
    static JsonNode row(int version, List<Commit> commits, int events) {
        var recorded = commits.stream()
                .flatMap(commit -> CODEC.decode(commit).stream())
                .limit(events)
                .toList();
        return MAPPER.valueToTree(fold(Versions.view(version), recorded));
    }

    private static <R> @Nullable R fold(Projection<WalletEvent, R> view, List<Recorded<WalletEvent>> recorded) {
        @Nullable R row = null;
        for (var event : recorded) {
            row = view.evolve(row, event);
        }
        return row;
    }
}
