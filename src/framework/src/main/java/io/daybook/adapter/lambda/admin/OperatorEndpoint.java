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
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import io.daybook.kernel.registration.Registration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /admin/consumers}, {@code /admin/parked/skip}, {@code /admin/skipped} and {@code /admin/audit}: pauses and
 * resumes consumers, skips poison events, and shows who did what.
 */
public final class OperatorEndpoint implements Endpoint {
    private static final int LIMIT_DEFAULT = 20;
    private static final String CONSUMERS = "consumers";
    private static final String SKIPPED = "skipped";
    private static final String AUDIT = "audit";

    public static final CommandType<AdminAnswers.SkipOrder> SKIP = CommandType.of("skip", AdminAnswers.SkipOrder.class);

    public static final CommandType<AdminAnswers.Because> BECAUSE =
            CommandType.of("because", AdminAnswers.Because.class);

    private final List<Known> known;
    private final Ports ports;
    private final AdminVerbs verbs;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    /** A consumer of the catalog. */
    public record Known(String name, String kind) {}

    /**
     * What it works with.
     *
     * @param instructions of this process, which learn at once of what is decided here
     * @param registrations from when on consumers take events, as far as that is kept, by name
     */
    public record Ports(
            OperatorTable table,
            ParkedStreams parked,
            Redriver redriver,
            Instructions instructions,
            Supplier<Map<String, Registration>> registrations) {}

    /** @param known all consumers, in the order in which they are listed */
    public OperatorEndpoint(
            List<Known> known, Ports ports, AdminVerbs verbs, ObjectMapper mapper, InstantSource clock) {
        this.known = List.copyOf(known);
        this.ports = ports;
        this.verbs = verbs;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        return switch (String.join("/", path)) {
            case "admin/consumers" -> route("GET", "/admin/consumers", this::consumers);
            case "admin/skipped" -> route("GET", "/admin/skipped", this::skipped);
            case "admin/audit" -> route("GET", "/admin/audit", this::audit);
            case "admin/parked/skip" -> route("POST", "/admin/parked/skip", this::skip);
            default -> {
                if (path.size() != 4 || !path.subList(0, 2).equals(List.of("admin", CONSUMERS))) {
                    yield Optional.empty();
                }
                yield switch (path.get(3)) {
                    case "pause" -> route("POST", "/admin/consumers/{name}/pause", this::pause);
                    case "resume" -> route("POST", "/admin/consumers/{name}/resume", this::resume);
                    default -> Optional.empty();
                };
            }
        };
    }

    private static Optional<Route> route(String method, String pattern, Function<HttpRequest, HttpAnswer> handler) {
        return Optional.of(new Route(method, pattern, (request, correlation) -> handler.apply(request)));
    }

    private HttpAnswer consumers(HttpRequest request) {
        var parameters = QueryParameters.of(request, List.of("limit", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var after = Cursors.position(parameters, CONSUMERS, Cursors.NUMBER);
        parameters.check();
        int from = (int) Math.min(after.map(Long::parseLong).orElse(0L), known.size());
        int to = Math.min(from + limit, known.size());
        var paused = ports.table().paused();
        var registrations = ports.registrations().get();
        var page = new PageBuilder(limit, mapper);
        known.subList(from, to).forEach(consumer -> page.add(shown(consumer, registrations, paused)));
        return HttpAnswer.json(
                200, "found", page.page(to == known.size() ? null : Cursors.of(CONSUMERS, String.valueOf(to))));
    }

    private HttpAnswer skipped(HttpRequest request) {
        return list(request, SKIPPED, ports.table()::skips, AdminAnswers.Skipped::of);
    }

    private HttpAnswer audit(HttpRequest request) {
        return list(request, AUDIT, ports.table()::audit, AdminAnswers.Audited::of);
    }

    /** Reads a page of a list. */
    @FunctionalInterface
    private interface Listing<T> {
        OperatorTable.Page<T> page(@Nullable String after, int limit);
    }

    private <T> HttpAnswer list(HttpRequest request, String list, Listing<T> listing, Function<T, Object> shown) {
        var parameters = QueryParameters.of(request, List.of("limit", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var after = Cursors.position(parameters, list, Cursors.PLACE);
        parameters.check();
        var found = listing.page(after.orElse(null), limit);
        var page = new PageBuilder(limit, mapper);
        found.items().forEach(item -> page.add(shown.apply(item)));
        var next = found.next();
        return HttpAnswer.json(200, "found", page.page(next == null ? null : Cursors.of(list, next)));
    }

    /** A repetition goes on behind the event again, in case the first request did not get so far. */
    private HttpAnswer skip(HttpRequest request) {
        var asked = verbs.read(request, SKIP);
        var stream = AdminVerbs.stream(asked.stream());
        find(asked.consumer());
        if (ports.table().skipped(asked.consumer(), stream, asked.version()).isEmpty() && !isParked(asked, stream)) {
            throw new ProblemException(Problem.notParked());
        }
        var target = asked.consumer() + " " + stream + " " + asked.version();
        verbs.record(request, "skip", target, asked.reason());
        return AdminVerbs.changing(() -> {
            var skip = ports.table()
                    .skip(new Skip(
                            asked.consumer(),
                            stream,
                            asked.version(),
                            asked.reason(),
                            AdminVerbs.who(request),
                            clock.instant()));
            ports.redriver().redriveNow(Set.of(asked.consumer()), Set.of(stream), verbs.deadline());
            return HttpAnswer.json(200, "skipped", AdminAnswers.Skipped.of(skip));
        });
    }

    private boolean isParked(AdminAnswers.SkipOrder asked, StreamName stream) {
        return asked.version() > 0
                && ports.parked()
                        .find(asked.consumer(), stream)
                        .filter(mark -> mark.version() == asked.version())
                        .isPresent();
    }

    private HttpAnswer pause(HttpRequest request) {
        var consumer = find(request.path().get(2));
        var reason = verbs.read(request, BECAUSE).reason();
        verbs.record(request, "pause", consumer.name(), reason);
        return AdminVerbs.changing(() -> {
            ports.table().pause(consumer.name(), new Pause(reason, AdminVerbs.who(request), clock.instant()));
            ports.instructions().forget();
            return answer("paused", consumer);
        });
    }

    private HttpAnswer resume(HttpRequest request) {
        var consumer = find(request.path().get(2));
        var reason = verbs.read(request, BECAUSE).reason();
        verbs.record(request, "resume", consumer.name(), reason);
        return AdminVerbs.changing(() -> {
            ports.table().resume(consumer.name());
            ports.instructions().forget();
            ports.redriver().redriveNow(Set.of(consumer.name()), Set.of(), verbs.deadline());
            return answer("resumed", consumer);
        });
    }

    private Known find(String name) {
        return known.stream()
                .filter(consumer -> consumer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no consumer of this name.")));
    }

    private HttpAnswer answer(String outcome, Known consumer) {
        return HttpAnswer.json(
                200,
                outcome,
                shown(consumer, ports.registrations().get(), ports.table().paused()));
    }

    private static AdminAnswers.ConsumerItem shown(
            Known consumer, Map<String, Registration> registrations, Map<String, Pause> paused) {
        var registration = registrations.get(consumer.name());
        var pause = paused.get(consumer.name());
        return new AdminAnswers.ConsumerItem(
                consumer.name(),
                consumer.kind(),
                registration == null || registration.isFromBeginning() ? null : registration.since(),
                pause == null ? null : AdminAnswers.PausedBy.of(pause));
    }
}
