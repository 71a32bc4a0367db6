package io.daybook.runtime.beans;

import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.adapter.lambda.trigger.StreamEdge;
import io.daybook.adapter.lambda.trigger.SweepEdge;
import io.daybook.adapter.lambda.trigger.WorkEdge;

/**
 * What the functions of the Lambda binding call, none of which the public API reaches.
 *
 * @param project delivers to all projections
 * @param react delivers to all sagas and reactors
 * @param admin only the paths below {@code /admin}
 */
public record Edges(StreamEdge project, StreamEdge react, SweepEdge sweep, WorkEdge work, HttpEdge admin) {}
