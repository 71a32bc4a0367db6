package io.daybook.kernel.registration;

/**
 * A saga or reactor of the catalog, which may be registered already.
 *
 * @param fromBeginning whether it also takes what happened before it was added
 */
public record Newcomer(String name, boolean fromBeginning) {}
