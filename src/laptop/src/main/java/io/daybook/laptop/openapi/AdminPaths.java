package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Operations.TEXT;
import static io.daybook.laptop.openapi.Operations.described;
import static io.daybook.laptop.openapi.Operations.json;
import static io.daybook.laptop.openapi.Operations.operation;
import static io.daybook.laptop.openapi.Operations.paged;
import static io.daybook.laptop.openapi.Operations.problems;
import static io.daybook.laptop.openapi.Operations.query;
import static io.daybook.laptop.openapi.Schemas.inOrder;

import io.daybook.adapter.lambda.admin.AdminAnswers;
import io.daybook.adapter.lambda.admin.AdminEndpoint;
import io.daybook.adapter.lambda.admin.JobAnswers;
import io.daybook.adapter.lambda.admin.JobEndpoint;
import io.daybook.adapter.lambda.admin.OperatorEndpoint;
import io.daybook.adapter.lambda.admin.RebuildEndpoint;
import io.daybook.adapter.lambda.saga.SagaAnswers;
import io.daybook.adapter.lambda.saga.SagaVerbs;
import io.daybook.kernel.decide.CommandType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The routes of operators, which take no token: in the cloud, IAM decides who may call them. */
final class AdminPaths {
    private static final String TAG = "admin";
    private static final String GENERATIONS = "/admin/generations/{generation}";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<Map<String, List<String>>> BY_IAM = List.of(Map.of(Common.OPERATOR, List.of()));

    private final Schemas schemas;
    private final Paths paths;

    AdminPaths(Schemas schemas, Paths paths) {
        this.schemas = schemas;
        this.paths = paths;
    }

    void add() {
        show("/admin/projections", "All projections.", schemas.page(schemas.answer(AdminAnswers.Projection.class)));
        show(
                "/admin/projections/{name}",
                "A projection with its generations.",
                schemas.answer(AdminAnswers.ProjectionDetail.class));
        list("/admin/parked", "Parked streams, those tried soonest first.", AdminAnswers.Parked.class);
        verb("/admin/parked/redrive", AdminEndpoint.REDRIVE, AdminAnswers.Redriven.class);
        verb("/admin/parked/skip", OperatorEndpoint.SKIP, AdminAnswers.Skipped.class);
        refusal("/admin/parked/skip", "not-parked: the stream is not parked at that version for that consumer.");
        verb("/admin/parked/remove", AdminEndpoint.REMOVE, AdminAnswers.Removed.class);
        refusal("/admin/parked/remove", "not-orphaned: the catalog has this consumer.");
        list("/admin/skipped", "Events that consumers pass over.", AdminAnswers.Skipped.class);
        list("/admin/consumers", "All consumers.", AdminAnswers.ConsumerItem.class);
        verb("/admin/consumers/{name}/pause", OperatorEndpoint.BECAUSE, AdminAnswers.ConsumerItem.class);
        verb("/admin/consumers/{name}/resume", OperatorEndpoint.BECAUSE, AdminAnswers.ConsumerItem.class);
        for (var verb : List.of("retry", "close")) {
            verb("/admin/sagas/{saga}/{id}/" + verb, SagaVerbs.BECAUSE, SagaAnswers.SagaAnswer.class);
        }
        refusal("/admin/sagas/{saga}/{id}/close", "not-stuck: the instance has not given up.");
        list("/admin/audit", "What operators asked for, newest first.", AdminAnswers.Audited.class);
        commits();
        jobs();
    }

    private void jobs() {
        list("/admin/jobs", "Jobs, newest first.", JobAnswers.JobAnswer.class);
        show("/admin/jobs/{id}", "A job.", schemas.answer(JobAnswers.JobAnswer.class));
        verb("/admin/jobs/{id}/cancel", JobEndpoint.CANCEL, JobAnswers.JobAnswer.class);
        start("/admin/projections/{name}/rebuild", RebuildEndpoint.REBUILD);
        refusal("/admin/projections/{name}/rebuild", "job-running: another job builds this projection.");
        start("/admin/projections/{name}/remove", RebuildEndpoint.REMOVE);
        refusal("/admin/projections/{name}/remove", "generation-served: it is the one that is served.");
        start("/admin/verify", JobEndpoint.VERIFY);
        start("/admin/reconcile", JobEndpoint.RECONCILE);
    }

    private void commits() {
        var operation = paged(
                TAG,
                id("/admin/commits"),
                List.of(
                        query("stream", TEXT, "Only those of this stream, in order; not with category."),
                        query("category", TEXT, "Only those of this category; not with stream.")),
                20,
                described(
                        "Commits as they are stored.",
                        json(schemas.page(Map.of("type", "object")), "X-Correlation-Id")));
        paths.get("/admin/commits", ofOperators(operation));
    }

    /** Every read route that was added before, answered from one generation. */
    void addGenerations() {
        paths.forEachGet((path, operation) -> {
            var read = new LinkedHashMap<>(operation);
            var parameters = new ArrayList<Object>(variables(GENERATIONS));
            parameters.addAll((List<?>) operation.getOrDefault("parameters", List.of()));
            read.put("tags", List.of("generations"));
            read.put("operationId", "generations." + operation.get("operationId"));
            read.put("parameters", parameters);
            paths.get(GENERATIONS + path, ofOperators(read));
        });
    }

    private void show(String path, String description, Map<String, Object> answer) {
        var responses = new LinkedHashMap<String, Object>();
        responses.put("200", described(description, json(answer, "X-Correlation-Id")));
        problems(responses, "403", "404");
        paths.get(path, ofOperators(operation(TAG, id(path), variables(path), responses)));
    }

    private void list(String path, String description, Class<?> item) {
        var page = described(description, json(schemas.page(schemas.answer(item)), "X-Correlation-Id"));
        paths.get(path, ofOperators(paged(TAG, id(path), variables(path), 20, page)));
    }

    private void verb(String path, CommandType<?> command, Class<?> answer) {
        var done = described("It was done.", json(schemas.answer(answer), "X-Correlation-Id"));
        post(path, command, "200", done);
    }

    private void start(String path, CommandType<?> command) {
        var job = schemas.answer(JobAnswers.JobAnswer.class);
        post(path, command, "202", described("The job was started.", json(job, "Location", "X-Correlation-Id")));
    }

    private void post(String path, CommandType<?> command, String status, Map<String, Object> answer) {
        var responses = new LinkedHashMap<String, Object>();
        responses.put(status, answer);
        problems(responses, "403", "404", "413", "415");
        var operation = operation(TAG, id(path), variables(path), responses);
        var body = schemas.body(command);
        operation.put(
                "requestBody",
                inOrder(
                        "required",
                        body.containsKey("required"),
                        "content",
                        Map.of("application/json", Map.of("schema", body))));
        paths.post(path, ofOperators(operation));
    }

    private void refusal(String path, String description) {
        var post = Schemas.map(paths.all().getOrDefault(path, Map.of()).get("post"));
        Schemas.map(post.get("responses")).put("409", Common.problem(description, "Problem"));
    }

    private static Map<String, Object> ofOperators(Map<String, Object> operation) {
        operation.put("security", BY_IAM);
        return operation;
    }

    /** {@code /admin/parked/skip} is {@code admin.parked.skip}. */
    private static String id(String path) {
        return VARIABLE.matcher(path.substring(1).replace('/', '.')).replaceAll("$1");
    }

    private static List<Map<String, Object>> variables(String path) {
        return VARIABLE.matcher(path)
                .results()
                .map(found -> inOrder("name", found.group(1), "in", "path", "required", true, "schema", TEXT))
                .toList();
    }
}
