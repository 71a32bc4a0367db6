package io.daybook.runtime.metrics;

/** What a metric is counted by. Few values each, and never an id, because each combination is a metric of its own. */
public enum Dimension {
    /** The stack: the setting {@code daybook.service}. */
    SERVICE("Service"),
    /** The exported name of a function: commands, queries, project, react, sweep, work, admin. */
    FUNCTION("Function"),
    /** The name of a projection, a saga or a reactor. */
    CONSUMER("Consumer"),
    /** The category of a command's stream. */
    CATEGORY("Category"),
    /** What became of a command. */
    OUTCOME("Outcome");

    private final String key;

    Dimension(String key) {
        this.key = key;
    }

    /** Its name in CloudWatch. */
    public String key() {
        return key;
    }
}
