package io.daybook.adapter.lambda.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.JsonBody;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.operate.AuditTrail;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all verbs of operators have in common: a body, an entry in the audit trail, and a deadline. */
public final class AdminVerbs {
    /** Half of what an HTTP API waits for an answer: 30 s (API Gateway, "Quotas for configuring HTTP APIs"). */
    private static final Duration WORK_MAX = Duration.ofSeconds(15);

    private final AuditTrail trail;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    public AdminVerbs(AuditTrail trail, ObjectMapper mapper, InstantSource clock) {
        this.trail = trail;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The body. A verb takes no parameters. */
    <C> C read(HttpRequest request, CommandType<C> type) {
        var asked = JsonBody.read(request, type, mapper);
        QueryParameters.of(request, List.of()).check();
        return asked;
    }

    /** Writes down what is about to be done. */
    void record(HttpRequest request, String action, String target, @Nullable String reason) {
        trail.record(who(request), action, target, reason);
    }

    static String who(HttpRequest request) {
        var who = request.caller().id();
        if (who == null) {
            throw new ProblemException(Problem.operatorUnknown());
        }
        return who;
    }

    /** Makes many writes, one after the other. If one of them fails, those before it are done. */
    static HttpAnswer changing(Supplier<HttpAnswer> change) {
        try {
            return change.get();
        } catch (StoreThrottledException | StoreUnavailableException | StoreInDoubtException e) {
            throw new ProblemException(Problem.inDoubt(), e);
        }
    }

    Deadline deadline() {
        return Deadline.at(clock.instant().plus(WORK_MAX), clock);
    }

    static StreamName stream(String name) {
        try {
            return StreamName.parse(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.invalid("stream", "must be a category, a dash and an id, such as account-a1"));
        }
    }
}
