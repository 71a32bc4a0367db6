package io.daybook.adapter.lambda.admin;

import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.adapter.json.commit.CommitJson;
import io.daybook.kernel.store.EventScan.Item;
import io.daybook.kernel.verify.StoredCommit;

/** Commits as they are stored, which is also the form of exports. */
public final class CommitAnswers {
    private CommitAnswers() {}

    /**
     * An item that is not a commit.
     *
     * @param damage what is wrong with it
     */
    public record DamagedAnswer(String stream, long version, String damage) {}

    static Object of(Item item) {
        return switch (item.commit()) {
            case StoredCommit.Whole whole -> new RawValue(CommitJson.write(whole));
            case StoredCommit.Damaged(var version, var why, var _) -> new DamagedAnswer(item.stream(), version, why);
        };
    }
}
