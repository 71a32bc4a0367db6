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
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.store.EventScan.Item;
import io.daybook.kernel.store.EventScan.Part;
import io.daybook.kernel.verify.StoredCommits;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /admin/commits}: the whole book, one category of it or one stream, as it is stored. */
public final class CommitsEndpoint implements Endpoint {
    private static final int LIMIT_DEFAULT = 20;
    private static final String STREAM = "stream";
    private static final String CATEGORY = "category";

    /** What a scan gives as its next place: a key of the event table. */
    private static final Pattern PLACE = Pattern.compile("(?s).+#-?[0-9]{1,38}");

    private static final Part WHOLE_BOOK = new Part(0, 1);

    /** Pages of a scan that one answer reads at most, where few of the commits are of the category. */
    private static final int PAGES_MAX = 20;

    /** Source: as for the pages of an event store. */
    private static final int ITEMS_MAX = 200;

    private final EventScan scan;
    private final StoredCommits stored;
    private final ObjectMapper mapper;

    public CommitsEndpoint(EventScan scan, StoredCommits stored, ObjectMapper mapper) {
        this.scan = scan;
        this.stored = stored;
        this.mapper = mapper;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        return path.equals(List.of("admin", "commits"))
                ? Optional.of(new Route("GET", "/admin/commits", (request, correlation) -> commits(request)))
                : Optional.empty();
    }

    private HttpAnswer commits(HttpRequest request) {
        var parameters = QueryParameters.of(request, List.of(STREAM, CATEGORY, "limit", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var stream = parameters.text(STREAM);
        var category = parameters.text(CATEGORY);
        if (stream.isPresent() && category.isPresent()) {
            parameters.refuse(CATEGORY, "must not be given together with stream");
        }
        var list = "commits " + stream.orElse("") + " " + category.orElse("");
        var after = Cursors.position(parameters, list, stream.isPresent() ? Cursors.NUMBER : PLACE);
        parameters.check();
        var page = new PageBuilder(limit, mapper);
        var next = stream.isPresent()
                ? ofStream(name(stream.get()), after.map(Long::parseLong).orElse(0L), page)
                : ofBook(category.orElse(""), after.orElse(null), limit, page);
        return HttpAnswer.json(200, "found", page.page(next == null ? null : Cursors.of(list, next)));
    }

    private static StreamName name(String stream) {
        try {
            return StreamName.parse(stream);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.invalid(STREAM, "must be a category, a dash and an id, such as account-a1"));
        }
    }

    private @Nullable String ofStream(StreamName stream, long after, PageBuilder page) {
        long end = after;
        while (true) {
            var commits = stored.readStored(stream, end);
            if (commits.isEmpty()) {
                return null;
            }
            for (var commit : commits) {
                if (!page.add(CommitAnswers.of(new Item(stream.toString(), commit)))) {
                    return String.valueOf(end);
                }
                end = commit.version();
            }
        }
    }

    private @Nullable String ofBook(String category, @Nullable String after, int limit, PageBuilder page) {
        var place = after;
        int itemsMax = category.isEmpty() ? limit : ITEMS_MAX;
        for (int read = 0; read < PAGES_MAX && !page.isFull(); read++) {
            var found = scan.stored(WHOLE_BOOK, place, itemsMax);
            int fitting = 0;
            for (var item : found.items()) {
                boolean isWanted = category.isEmpty() || item.stream().startsWith(category + "-");
                if (isWanted && !page.add(CommitAnswers.of(item))) {
                    break;
                }
                fitting++;
            }
            if (fitting < found.items().size()) {
                // What does not fit comes in the next answer, which begins where a scan of so many items ends.
                return fitting == 0
                        ? place
                        : scan.stored(WHOLE_BOOK, place, fitting).next();
            }
            place = found.next();
            if (place == null) {
                return null;
            }
        }
        return place;
    }
}
