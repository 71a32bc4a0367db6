package io.daybook.adapter.lambda.answer;

import org.jspecify.annotations.Nullable;

/** Ends the handling of a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /** @param cause the exception to log, which the client is not told about */
    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.code(), cause, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
