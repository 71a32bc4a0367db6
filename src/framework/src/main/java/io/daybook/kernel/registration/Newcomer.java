package io.daybook.kernel.registration;

/**
 * A saga or reactor of the catalog, which may be registered already.
 *
 * @param fromBeginning whether it wants what was before it
 */
public record Newcomer(String name, boolean fromBeginning) {}
