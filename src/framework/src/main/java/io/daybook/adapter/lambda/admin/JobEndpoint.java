package io.daybook.adapter.lambda.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.adapter.lambda.page.PageBuilder;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.job.Jobs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code /admin/jobs}, {@code /admin/verify} and {@code /admin/reconcile}: starts long work, shows and cancels it. */
public final class JobEndpoint implements Endpoint {
    private static final int LIMIT_DEFAULT = 20;
    private static final String JOBS = "jobs";
    private static final String NO_JOB = "There is no job of this id.";

    /** Ids of jobs, see {@link Jobs}. */
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

    public static final CommandType<JobAnswers.VerifyOrder> VERIFY =
            CommandType.of("verify", JobAnswers.VerifyOrder.class);

    public static final CommandType<JobAnswers.ReconcileOrder> RECONCILE = CommandType.of(
                    "reconcile", JobAnswers.ReconcileOrder.class)
            .orElse("dryRun", false)
            .orElse("consumers", List.of());

    public static final CommandType<AdminAnswers.Because> CANCEL = CommandType.of("cancel", AdminAnswers.Because.class);

    private final Jobs jobs;
    private final Set<String> consumers;
    private final AdminVerbs verbs;
    private final ObjectMapper mapper;

    /** @param consumers the names of all consumers */
    public JobEndpoint(Jobs jobs, Set<String> consumers, AdminVerbs verbs, ObjectMapper mapper) {
        this.jobs = jobs;
        this.consumers = Set.copyOf(consumers);
        this.verbs = verbs;
        this.mapper = mapper;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        return switch (String.join("/", path)) {
            case "admin/jobs" -> route("GET", "/admin/jobs", this::list);
            case "admin/verify" -> route("POST", "/admin/verify", this::verify);
            case "admin/reconcile" -> route("POST", "/admin/reconcile", this::reconcile);
            default -> {
                if (path.size() < 3 || !path.subList(0, 2).equals(List.of("admin", JOBS))) {
                    yield Optional.empty();
                }
                if (path.size() == 3) {
                    yield route("GET", "/admin/jobs/{id}", this::show);
                }
                yield path.size() == 4 && path.get(3).equals("cancel")
                        ? route("POST", "/admin/jobs/{id}/cancel", this::cancel)
                        : Optional.empty();
            }
        };
    }

    private static Optional<Route> route(String method, String pattern, Function<HttpRequest, HttpAnswer> handler) {
        return Optional.of(new Route(method, pattern, (request, correlation) -> handler.apply(request)));
    }

    private HttpAnswer list(HttpRequest request) {
        var parameters = QueryParameters.of(request, List.of("limit", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var after = Cursors.position(parameters, JOBS, ID);
        parameters.check();
        var found = jobs.list(after.orElse(null), limit);
        var page = new PageBuilder(limit, mapper);
        jobs.progressOf(found).forEach(progress -> page.add(JobAnswers.JobAnswer.of(progress)));
        var next = found.next();
        return HttpAnswer.json(200, "found", page.page(next == null ? null : Cursors.of(JOBS, next)));
    }

    private HttpAnswer show(HttpRequest request) {
        QueryParameters.of(request, List.of()).check();
        return answer(jobs.find(request.path().get(2)), "found");
    }

    private HttpAnswer cancel(HttpRequest request) {
        var reason = verbs.read(request, CANCEL).reason();
        var id = request.path().get(2);
        if (jobs.find(id).isEmpty()) {
            throw new ProblemException(Problem.notFound(NO_JOB));
        }
        verbs.record(request, "cancel", id, reason);
        return AdminVerbs.changing(() -> answer(jobs.cancel(id, reason), "cancelled"));
    }

    private static HttpAnswer answer(Optional<JobProgress> found, String outcome) {
        return found.map(progress -> HttpAnswer.json(200, outcome, JobAnswers.JobAnswer.of(progress)))
                .orElseThrow(() -> new ProblemException(Problem.notFound(NO_JOB)));
    }

    private HttpAnswer verify(HttpRequest request) {
        verbs.read(request, VERIFY);
        verbs.record(request, "verify", "all streams", null);
        return start(JobOrder.of(JobKind.VERIFY));
    }

    private HttpAnswer reconcile(HttpRequest request) {
        var asked = verbs.read(request, RECONCILE);
        if (!consumers.containsAll(asked.consumers())) {
            throw new ProblemException(Problem.notFound("There is no consumer of one of these names."));
        }
        verbs.record(
                request,
                "reconcile",
                asked.consumers().isEmpty() ? "all consumers" : String.join(" ", asked.consumers()),
                null);
        return start(new JobOrder(JobKind.RECONCILE, null, null, null, asked.dryRun(), false, asked.consumers()));
    }

    private HttpAnswer start(JobOrder order) {
        return AdminVerbs.changing(() -> {
            var job = jobs.start(order);
            return HttpAnswer.json(202, "started", JobAnswers.JobAnswer.of(JobProgress.of(job, List.of())))
                    .with("Location", "/admin/jobs/" + job.id());
        });
    }
}
