/** What all instances of an application share: a value that any of them may change, and how old what they have read may be. */
@NullMarked
package io.daybook.kernel.shared;

import org.jspecify.annotations.NullMarked;
