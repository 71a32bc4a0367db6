package io.daybook.runtime.check;

import java.util.List;

/** An application that cannot work as it is declared; it does not start. */
public final class CatalogDefectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> defects;

    /** @param defects each a line that says what to change */
    public CatalogDefectException(List<String> defects) {
        super("the catalog must be changed before it can start:\n- " + String.join("\n- ", defects));
        this.defects = List.copyOf(defects);
    }

    public List<String> defects() {
        return defects;
    }
}
