/** Commits as JSON. */
@NullMarked
package io.daybook.adapter.json.commit;

import org.jspecify.annotations.NullMarked;
