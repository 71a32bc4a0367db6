package io.daybook.adapter.lambda.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as they are answered: their own fields, and those that they find in other rows. */
public final class RowJson<R> {
    private final ObjectMapper mapper;
    private final List<JoinedField<R, ?>> joins;

    public RowJson(ObjectMapper mapper, List<JoinedField<R, ?>> joins) {
        this.mapper = mapper;
        this.joins = List.copyOf(joins);
    }

    /** Whether it shows, or has ever shown, anything of another row. */
    boolean joins(R row) {
        return joins.stream().anyMatch(join -> join.finds(row));
    }

    /** In the same order. What they join is read for all of them at once. */
    List<Object> of(List<R> rows) {
        var joined = joins.stream().map(join -> join.read(rows)).toList();
        return rows.stream()
                .<Object>map(row -> joins.isEmpty() ? row : with(row, joined))
                .toList();
    }

    private ObjectNode with(R row, List<Map<R, String>> joined) {
        ObjectNode node = mapper.valueToTree(row);
        for (int i = 0; i < joins.size(); i++) {
            var join = joins.get(i);
            node = inserted(node, join.after(), join.field(), joined.get(i).get(row));
        }
        return node;
    }

    private ObjectNode inserted(ObjectNode node, String after, String field, @Nullable String value) {
        var more = mapper.createObjectNode();
        node.properties().forEach(property -> {
            more.set(property.getKey(), property.getValue());
            if (property.getKey().equals(after)) {
                more.put(field, value);
            }
        });
        return more;
    }
}
