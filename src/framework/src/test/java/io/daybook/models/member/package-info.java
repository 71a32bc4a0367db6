/** Members, each the only holder of its email address while it is not inactive. */
@NullMarked
package io.daybook.models.member;

import org.jspecify.annotations.NullMarked;
