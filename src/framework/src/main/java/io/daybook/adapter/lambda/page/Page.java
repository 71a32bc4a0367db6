package io.daybook.adapter.lambda.page;

import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, with the field names of docs/http.md.
 *
 * @param next the cursor of the next page, or null on the last
 */
public record Page(List<RawValue> items, @Nullable String next) {}
