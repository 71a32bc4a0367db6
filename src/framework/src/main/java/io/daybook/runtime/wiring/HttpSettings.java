package io.daybook.runtime.wiring;

import io.daybook.adapter.lambda.http.Cursors;
import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.adapter.lambda.query.Patience;
import java.util.function.Supplier;

/**
 * What all that is answered over HTTP needs.
 *
 * @param ids a new id at each call, for requests that come without one
 * @param log where the one line of each request goes
 * @param patience with rows that are not there yet
 */
public record HttpSettings(Cursors cursors, Supplier<String> ids, InvocationLog log, Patience patience) {}
