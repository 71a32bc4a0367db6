package io.daybook.adapter.lambda.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows as they are answered: their own fields, and the fields that they show from other rows. */
public final class RowJson<R> {
    private final ObjectMapper mapper;
    private final List<JoinedField<R, ?>> joins;

    public RowJson(ObjectMapper mapper, List<JoinedField<R, ?>> joins) {
        this.mapper = mapper;
        this.joins = List.copyOf(joins);
    }

    /**
     * A row as it is answered.
     *
     * @param joins whether it shows, or may have shown, anything from another row
     */
    record Shown(Object body, boolean joins) {}

    /** The rows in the same order. Joined rows are read for all of them at once. */
    List<Shown> of(List<R> rows) {
        var joined = joins.stream().map(join -> join.read(rows)).toList();
        return rows.stream()
                .map(row -> new Shown(
                        joins.isEmpty() ? row : with(row, joined),
                        joined.stream().anyMatch(values -> values.containsKey(row))))
                .toList();
    }

    private ObjectNode with(R row, List<Map<R, Optional<String>>> joined) {
        ObjectNode node = mapper.valueToTree(row);
        for (int i = 0; i < joins.size(); i++) {
            var join = joins.get(i);
            var value = joined.get(i).getOrDefault(row, Optional.empty());
            node = inserted(node, join.after(), join.field(), value.orElse(null));
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
