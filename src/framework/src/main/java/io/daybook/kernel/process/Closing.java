package io.daybook.kernel.process;

import io.daybook.kernel.saga.SagaInstance;

/** The result of an operator's request to close an instance. */
public sealed interface Closing {
    /** It is closed, now or since an earlier request. */
    record Closed(SagaInstance instance) implements Closing {}

    /** It was not given up, or came to an end of its own. */
    record NotStuck() implements Closing {}

    record NotThere() implements Closing {}

    /** Other runners saved first at every attempt. */
    record Contended() implements Closing {}
}
