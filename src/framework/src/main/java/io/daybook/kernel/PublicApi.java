package io.daybook.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what an application may use: a type with the types nested in it, or all public types of a package. A patch release
 * leaves it as it is, a minor release only adds to it, a major release may change it, and the changelog names what
 * replaces what is gone. Before 1.0.0 a minor release may change it too.
 *
 * <p>Within one major version, an interface that applications implement gets no method without a default, and a sealed
 * interface that they switch over gets no further case.
 *
 * <p>Everything else is public only because Java has no other way to share it between packages. Any release may change it
 * or take it away.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface PublicApi {}
