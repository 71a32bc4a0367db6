package io.daybook.runtime.job;

import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.replay.ReplaySettings;

/** What rebuilds need besides jobs. */
public record ReplayPorts(Generations generations, Signs signs, ReplaySettings settings) {}
