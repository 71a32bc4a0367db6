package io.daybook.runtime.wiring;

import io.daybook.adapter.lambda.http.Callers;
import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.adapter.lambda.query.Patience;
import java.util.function.Supplier;

/**
 * What all HTTP endpoints need.
 *
 * @param callers tells who calls a public route
 * @param ids a new id at each call, for requests that come without one
 * @param log where the one line of each request goes
 * @param patience waits for rows that are not there yet
 */
public record HttpSettings(Callers callers, Supplier<String> ids, InvocationLog log, Patience patience) {}
