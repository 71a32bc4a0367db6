/** From when on sagas and reactors take events, so that one that is new does not act on what was before it. */
@NullMarked
package io.daybook.kernel.registration;

import org.jspecify.annotations.NullMarked;
