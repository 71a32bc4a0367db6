package io.daybook.adapter.lambda.admin;

import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.replay.Rebuilds.Started;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /admin/projections/{name}/rebuild} and {@code …/remove}. */
public final class RebuildEndpoint implements Endpoint {
    public static final CommandType<RebuildAnswers.Rebuild> REBUILD = CommandType.of(
                    "rebuild", RebuildAnswers.Rebuild.class)
            .orElse("dryRun", false)
            .orElse("expectEqual", false);

    public static final CommandType<RebuildAnswers.Removal> REMOVE =
            CommandType.of("remove", RebuildAnswers.Removal.class);

    /** The state at a time is final once the time is a minute past, because clocks differ. */
    private static final Duration FINAL_AFTER = Duration.ofMinutes(1);

    private final Map<String, Edition> editions;
    private final Generations generations;
    private final Rebuilds rebuilds;
    private final AdminVerbs verbs;
    private final InstantSource clock;

    /** @param editions the present ones, by projection */
    public RebuildEndpoint(
            Map<String, Edition> editions,
            Generations generations,
            Rebuilds rebuilds,
            AdminVerbs verbs,
            InstantSource clock) {
        this.editions = Map.copyOf(editions);
        this.generations = generations;
        this.rebuilds = rebuilds;
        this.verbs = verbs;
        this.clock = clock;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        if (path.size() != 4 || !path.get(0).equals("admin") || !path.get(1).equals("projections")) {
            return Optional.empty();
        }
        return switch (path.get(3)) {
            case "rebuild" ->
                Optional.of(new Route(
                        "POST", "/admin/projections/{name}/rebuild", (request, correlation) -> rebuild(request)));
            case "remove" ->
                Optional.of(new Route(
                        "POST", "/admin/projections/{name}/remove", (request, correlation) -> remove(request)));
            default -> Optional.empty();
        };
    }

    private HttpAnswer rebuild(HttpRequest request) {
        var name = request.path().get(2);
        var asked = verbs.read(request, REBUILD);
        var edition = editions.get(name);
        if (edition == null) {
            throw new ProblemException(Problem.notFound("There is no projection of this name."));
        }
        if (asked.asOf() != null && asked.asOf().isAfter(clock.instant().minus(FINAL_AFTER))) {
            throw new ProblemException(Problem.invalid("asOf", "must be a time at least a minute past"));
        }
        if (asked.expectEqual() && edition.tally()) {
            throw new ProblemException(
                    Problem.invalid("expectEqual", "must be false: the rows of " + name + " are of many streams"));
        }
        verbs.record(request, "rebuild", name, null);
        var wish = new Rebuilds.Wish(asked.dryRun(), asked.asOf(), asked.expectEqual());
        return AdminVerbs.changing(() -> switch (rebuilds.rebuild(edition, wish)) {
            case Started.Begun(var job) -> started(job);
            case Started.Refused(var why) -> throw new ProblemException(Problem.jobRunning(why));
        });
    }

    private HttpAnswer remove(HttpRequest request) {
        var name = request.path().get(2);
        var asked = verbs.read(request, REMOVE);
        var found = generations
                .look()
                .find(name, asked.generation())
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound("There is no projection of this name with this generation.")));
        if (found.is(State.SERVED)) {
            throw new ProblemException(Problem.served(asked.generation()));
        }
        verbs.record(request, "remove", name + " " + asked.generation(), asked.reason());
        return AdminVerbs.changing(() -> started(rebuilds.remove(name, asked.generation())));
    }

    private static HttpAnswer started(Job job) {
        return HttpAnswer.json(202, "started", JobAnswers.JobAnswer.of(JobProgress.of(job, List.of())))
                .with("Location", "/admin/jobs/" + job.id());
    }
}
