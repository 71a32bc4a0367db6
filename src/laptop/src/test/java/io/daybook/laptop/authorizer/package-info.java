@NullMarked
package io.daybook.laptop.authorizer;

import org.jspecify.annotations.NullMarked;
