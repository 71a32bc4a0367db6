package io.daybook.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what an application may use: a type with the types nested in it, or every public type of a package. What
 * compiles against it and keeps its documented rules goes on to do so with every later release of the same major
 * version; until 1.0, with every release whose changelog does not say otherwise. What is replaced is deprecated first,
 * for at least one minor version.
 *
 * <p>Everything else is public only because Java has no other way to share it between packages. It may change or go
 * with any release.
 *
 * <p>Interfaces that an application implements get no new method without a default; sealed interfaces that it switches
 * over get no new case.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface PublicApi {}
