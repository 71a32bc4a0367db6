package io.daybook.runtime.check;

import java.util.List;

/** The application cannot work as it is declared, and does not start. */
public final class CatalogDefectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> defects;

    private CatalogDefectException(List<String> defects) {
        super("the application cannot start as it is:\n- " + String.join("\n- ", defects));
        this.defects = List.copyOf(defects);
    }

    /** @param defects lines that each say what to change */
    public static void throwIfAny(List<String> defects) {
        if (!defects.isEmpty()) {
            throw new CatalogDefectException(defects);
        }
    }

    public List<String> defects() {
        return defects;
    }
}
