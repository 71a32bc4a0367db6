package io.daybook.app.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The work of each minute. There is none yet and no schedule calls it; the Lambda extension must have one handler. */
@Singleton
@Named("sweep")
public final class SweepFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        return null;
    }
}
