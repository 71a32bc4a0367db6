/** The workers of jobs: each works on one segment, page by page, and may stop at any moment. */
@NullMarked
package io.daybook.kernel.work;

import org.jspecify.annotations.NullMarked;
