package io.daybook.runtime.beans;

import io.daybook.kernel.job.Doorbell;

/** The queue of jobs of a laptop. A deployed application has no bean of this type. */
public interface LocalDoorbell extends Doorbell {}
