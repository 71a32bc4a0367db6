package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.Transactions;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Move;
import io.daybook.kernel.rows.UnstorableRowException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Rows and cursors in one transaction, in this order. */
final class TallySave implements Writes.Conditional<TallySave.Standing> {
    /** Source: DynamoDB, the items of a transaction are at most 4 MB together; the rest is for cursors. */
    private static final long ROW_BYTES_MAX = 3_900_000;

    private final DynamoDbClient client;
    private final RowWrites rows;
    private final TallyCursors cursors;
    private final List<Row<String>> changed;
    private final List<Move> moves;
    private final Standing wanted;
    private final TransactWriteItemsRequest request;

    /** @param changed each with the revision that it replaces */
    TallySave(
            DynamoDbClient client, RowWrites rows, TallyCursors cursors, List<Row<String>> changed, List<Move> moves) {
        this.client = client;
        this.rows = rows;
        this.cursors = cursors;
        this.changed = changed;
        this.moves = moves;
        this.wanted = new Standing(new HashMap<>(), new HashMap<>());
        var actions = new ArrayList<TransactWriteItem>();
        long bytes = 0;
        for (var row : changed) {
            var put = rows.put(row);
            wanted.rows().put(row.key(), put.wanted());
            actions.add(put.action());
            bytes += ItemSize.bytes(put.action().put().item());
        }
        if (bytes > ROW_BYTES_MAX) {
            throw new UnstorableRowException(
                    changed.size() + " rows are " + bytes + " bytes long; the limit is " + ROW_BYTES_MAX);
        }
        for (var move : moves) {
            wanted.cursors().put(move.stream(), move.to());
            actions.add(cursors.moveAction(move));
        }
        this.request = Transactions.request(actions);
    }

    /** The rows and cursors that are not what the transaction expects to replace. */
    record Standing(Map<String, Row<String>> rows, Map<StreamName, Cursor> cursors) {}

    @Override
    public Optional<Standing> attempt() {
        try {
            client.transactWriteItems(request);
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            var reasons = e.cancellationReasons();
            if (reasons.size() != changed.size() + moves.size()
                    || reasons.stream().noneMatch(Transactions::failed)) {
                throw e;
            }
            return Optional.of(standing(reasons));
        }
    }

    private Standing standing(List<CancellationReason> reasons) {
        var there = new Standing(new HashMap<>(), new HashMap<>());
        for (int i = 0; i < reasons.size(); i++) {
            var item = reasons.get(i).item();
            if (!Transactions.failed(reasons.get(i))) {
                continue;
            }
            if (i < changed.size()) {
                var key = changed.get(i).key();
                there.rows().put(key, rows.row(key, item));
            } else {
                there.cursors().put(moves.get(i - changed.size()).stream(), TallyItems.tally(item));
            }
        }
        return there;
    }

    @Override
    public Standing look() {
        var there = new Standing(
                rows.readAll(changed.stream().map(Row::key).toList(), true),
                cursors.read(moves.stream().map(Move::stream).toList()));
        for (var row : changed) {
            var standing = there.rows().computeIfAbsent(row.key(), Row::none);
            if (standing.revision() == row.revision()) {
                there.rows().remove(row.key());
            }
        }
        moves.forEach(move -> there.cursors().remove(move.stream(), move.from()));
        return there;
    }

    @Override
    public boolean isWanted(Standing there) {
        return there.equals(wanted);
    }

    @Override
    public boolean isBefore(Standing there) {
        return there.rows().isEmpty() && there.cursors().isEmpty();
    }
}
