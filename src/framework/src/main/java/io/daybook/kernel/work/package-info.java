/** Who works on jobs: one segment at a time, page by page, so that it may stop at any moment. */
@NullMarked
package io.daybook.kernel.work;

import org.jspecify.annotations.NullMarked;
