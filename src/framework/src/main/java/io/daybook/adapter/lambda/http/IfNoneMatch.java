package io.daybook.adapter.lambda.http;

import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The versions that a client already has. Source: RFC 9110, section 13.1.2; tags are compared weakly.
 *
 * @param tags in double quotes, without their {@code W/}
 * @param any whether the client has some version
 * @param errors what is wrong with the header
 */
public record IfNoneMatch(List<String> tags, boolean any, List<FieldError> errors) {
    /** Source: RFC 9110, sections 8.8.3 and 5.6.1: a tag may contain a comma, and members of a list may be empty. */
    private static final Pattern MEMBER =
            Pattern.compile("\\G[ \\t,]*(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")[ \\t]*(?:,|$)");

    private static final Pattern NOTHING = Pattern.compile("[ \\t,]*");

    public static IfNoneMatch of(HttpRequest request) {
        var header = request.header("if-none-match");
        if (header.isEmpty() || header.get().equals("*")) {
            return new IfNoneMatch(List.of(), header.isPresent(), List.of());
        }
        var tags = new ArrayList<String>();
        var member = MEMBER.matcher(header.get());
        int end = 0;
        while (member.find()) {
            tags.add(member.group(1));
            end = member.end();
        }
        if (tags.isEmpty() || !NOTHING.matcher(header.get().substring(end)).matches()) {
            var expected = "must be entity tags in double quotes, such as \"3\", or *";
            return new IfNoneMatch(List.of(), false, List.of(new FieldError("If-None-Match", expected)));
        }
        return new IfNoneMatch(tags, false, List.of());
    }

    public boolean includes(String tag) {
        return any || tags.contains(tag);
    }
}
