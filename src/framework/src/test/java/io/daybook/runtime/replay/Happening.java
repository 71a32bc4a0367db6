package io.daybook.runtime.replay;

/** What a schedule must come across, or it shows less than it should. */
enum Happening {
    /** Functions of two builds were at work side by side. */
    SIDE_BY_SIDE,
    FIRST_PROJECT,
    FIRST_SWEEP,
    FIRST_WORK,
    FIRST_QUERIES,
    FORMER_LISTED,
    FORMER_NOT_LISTED,
    /** Somebody went back before all functions had the new build. */
    BACK_HALFWAY,
    BACK_BEFORE_THE_FLIP,
    BACK_AFTER_THE_FLIP,
    BACK_AFTER_THE_REMOVAL,
    FORWARD_AGAIN,
    THIRD_ON_TOP,
    THAWED,
    LATE_RETRY,
    REBUILT_BY_HAND,
    AS_OF,
    REMOVED_BY_HAND,
    CANCELLED,
    PAUSED,
    RESUMED,
    SKIPPED,
    CRASHED
}
