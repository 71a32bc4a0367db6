package io.daybook.dynamodblocal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The conditions of a template, where every parameter has its default. Written in the short form, as {@code !Equals}. */
final class Conditions {
    private final Map<String, Node> conditions;
    private final Map<String, String> defaults = new HashMap<>();

    private Conditions(Map<String, Node> conditions) {
        this.conditions = conditions;
    }

    static Conditions of(Node template) {
        var sections = members(template);
        var conditions = new Conditions(members(sections.get("Conditions")));
        members(sections.get("Parameters")).forEach((name, parameter) -> {
            if (members(parameter).get("Default") instanceof ScalarNode value) {
                conditions.defaults.put(name, value.getValue());
            }
        });
        return conditions;
    }

    boolean holds(String name) {
        var condition = conditions.get(name);
        if (condition == null) {
            throw new LocalRuntimeException("The template has no condition " + name);
        }
        return holds(name, condition);
    }

    private boolean holds(String name, Node condition) {
        if (condition instanceof ScalarNode other && other.getTag().getValue().equals("!Condition")) {
            return holds(other.getValue());
        }
        if (!(condition instanceof SequenceNode sequence)) {
            throw unknown(name, condition);
        }
        var operands = sequence.getValue();
        return switch (sequence.getTag().getValue()) {
            case "!Equals" ->
                operands.size() == 2 && text(name, operands.get(0)).equals(text(name, operands.get(1)));
            case "!Not" -> !holds(name, operands.getFirst());
            case "!And" -> operands.stream().allMatch(operand -> holds(name, operand));
            case "!Or" -> operands.stream().anyMatch(operand -> holds(name, operand));
            default -> throw unknown(name, condition);
        };
    }

    private String text(String name, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw unknown(name, node);
        }
        return node.getTag().getValue().equals("!Ref")
                ? defaults.getOrDefault(scalar.getValue(), scalar.getValue())
                : scalar.getValue();
    }

    private static LocalRuntimeException unknown(String name, Node node) {
        return new LocalRuntimeException("The condition " + name + " of the template uses "
                + node.getTag().getValue() + ". A laptop knows !Equals, !Not, !And, !Or, !Condition and !Ref there.");
    }

    /** @param choice the name of a condition, and what stands for each case */
    Node chosen(SequenceNode choice) {
        List<Node> parts = choice.getValue();
        if (parts.size() != 3 || !(parts.getFirst() instanceof ScalarNode name)) {
            throw new LocalRuntimeException("The template has an !If without a condition and two values");
        }
        return parts.get(holds(name.getValue()) ? 1 : 2);
    }

    private static Map<String, Node> members(@Nullable Node node) {
        var members = new LinkedHashMap<String, Node>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(pair -> {
                if (pair.getKeyNode() instanceof ScalarNode key) {
                    members.put(key.getValue(), pair.getValueNode());
                }
            });
        }
        return members;
    }
}
