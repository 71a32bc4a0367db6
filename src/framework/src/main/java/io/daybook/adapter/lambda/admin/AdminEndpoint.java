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
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.generation.Pictures;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /admin/projections} and {@code /admin/parked}: shows what is behind or parked, and tries it again. */
public final class AdminEndpoint implements Endpoint {
    private static final int LIMIT_DEFAULT = 20;

    private static final String PARKED_LIST = "parked";

    public static final CommandType<AdminAnswers.Redrive> REDRIVE =
            CommandType.of("redrive", AdminAnswers.Redrive.class);

    public static final CommandType<AdminAnswers.Remove> REMOVE = CommandType.of("remove", AdminAnswers.Remove.class);

    private final List<Edition> projections;
    private final Pictures pictures;
    private final ParkedStreams parked;
    private final Redriver redriver;
    private final AdminVerbs verbs;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    /** @param projections the present ones, in the order in which they are listed */
    public AdminEndpoint(
            List<Edition> projections,
            Pictures pictures,
            ParkedStreams parked,
            Redriver redriver,
            AdminVerbs verbs,
            ObjectMapper mapper,
            InstantSource clock) {
        this.projections = List.copyOf(projections);
        this.pictures = pictures;
        this.parked = parked;
        this.redriver = redriver;
        this.verbs = verbs;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        return switch (String.join("/", path)) {
            case "admin/projections" -> get("/admin/projections", this::projections);
            case "admin/parked" -> get("/admin/parked", this::parked);
            case "admin/parked/redrive" ->
                Optional.of(new Route("POST", "/admin/parked/redrive", (request, correlation) -> redrive(request)));
            case "admin/parked/remove" ->
                Optional.of(new Route("POST", "/admin/parked/remove", (request, correlation) -> remove(request)));
            default ->
                path.size() == 3 && path.get(0).equals("admin") && path.get(1).equals("projections")
                        ? get("/admin/projections/{name}", this::projection)
                        : Optional.empty();
        };
    }

    /** Answers a request. */
    @FunctionalInterface
    private interface Answering {
        HttpAnswer answer(HttpRequest request);
    }

    private static Optional<Route> get(String pattern, Answering answering) {
        return Optional.of(new Route("GET", pattern, (request, correlation) -> answering.answer(request)));
    }

    private HttpAnswer projections(HttpRequest request) {
        QueryParameters.of(request, List.of()).check();
        var report = report();
        var all = report.where(any -> true);
        var page = new PageBuilder(projections.size(), mapper);
        var picture = pictures.now();
        for (var edition : projections) {
            var name = edition.projection();
            var stuck =
                    all.stream().filter(mark -> mark.consumer().equals(name)).toList();
            var served = picture.readBy(edition).orElse(null);
            page.add(new AdminAnswers.Projection(name, edition.version(), served, report.lag(stuck), stuck.size()));
        }
        return HttpAnswer.json(200, "found", page.page(null));
    }

    private HttpAnswer projection(HttpRequest request) {
        var name = request.path().get(2);
        QueryParameters.of(request, List.of()).check();
        var edition = projections.stream()
                .filter(one -> one.projection().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no projection of this name.")));
        var report = report();
        var stuck = report.where(mark -> mark.consumer().equals(name));
        var shown =
                stuck.stream().limit(ParkedStreams.PAGE_MAX).map(this::shown).toList();
        var generations = pictures.now().all(name);
        var job = generations.stream()
                .filter(one -> one.is(State.BUILDING))
                .map(Generation::job)
                .filter(Objects::nonNull)
                .findFirst();
        return HttpAnswer.json(
                200,
                "found",
                new AdminAnswers.ProjectionDetail(
                        name,
                        edition.version(),
                        generations.stream().map(AdminAnswers.Generation::of).toList(),
                        report.lag(stuck),
                        shown,
                        job.orElse(null)));
    }

    private HttpAnswer parked(HttpRequest request) {
        var parameters = QueryParameters.of(request, List.of("limit", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var after = Cursors.position(parameters, PARKED_LIST, Cursors.PLACE);
        parameters.check();
        var found = parked.list(after.orElse(null), limit);
        var page = new PageBuilder(limit, mapper);
        found.parked().forEach(mark -> page.add(shown(mark)));
        var next = found.next();
        return HttpAnswer.json(200, "found", page.page(next == null ? null : Cursors.of(PARKED_LIST, next)));
    }

    private HttpAnswer redrive(HttpRequest request) {
        var asked = verbs.read(request, REDRIVE);
        var stream = asked.stream() == null ? null : AdminVerbs.stream(asked.stream());
        if (asked.consumer() != null && redriver.orphans().isOrphaned(asked.consumer())) {
            throw new ProblemException(Problem.notFound("There is no consumer of this name."));
        }
        verbs.record(request, "redrive", target(asked.consumer(), asked.stream()), null);
        return AdminVerbs.changing(() -> {
            int redriven = redriver.redriveNow(
                    asked.consumer() == null ? Set.of() : Set.of(asked.consumer()),
                    stream == null ? Set.of() : Set.of(stream),
                    verbs.deadline());
            var left = report().where(mark -> isAskedFor(mark, asked.consumer(), stream));
            return HttpAnswer.json(200, "redriven", new AdminAnswers.Redriven(redriven, left.size()));
        });
    }

    private HttpAnswer remove(HttpRequest request) {
        var asked = verbs.read(request, REMOVE);
        if (!redriver.orphans().isOrphaned(asked.consumer())) {
            throw new ProblemException(Problem.notOrphaned());
        }
        verbs.record(request, "remove", asked.consumer(), asked.reason());
        return AdminVerbs.changing(() -> {
            int removed = redriver.orphans().remove(asked.consumer(), verbs.deadline());
            return HttpAnswer.json(200, "removed", new AdminAnswers.Removed(removed));
        });
    }

    private static String target(@Nullable String consumer, @Nullable String stream) {
        return (consumer == null ? "all consumers" : consumer) + (stream == null ? "" : " " + stream);
    }

    private AdminAnswers.Parked shown(ParkedStream mark) {
        return AdminAnswers.Parked.of(mark, redriver.orphans().isOrphaned(mark.consumer()));
    }

    private static boolean isAskedFor(ParkedStream mark, @Nullable String consumer, @Nullable StreamName stream) {
        return Objects.requireNonNullElse(consumer, mark.consumer()).equals(mark.consumer())
                && Objects.requireNonNullElse(stream, mark.stream()).equals(mark.stream());
    }

    private ParkedReport report() {
        return new ParkedReport(parked, clock);
    }
}
