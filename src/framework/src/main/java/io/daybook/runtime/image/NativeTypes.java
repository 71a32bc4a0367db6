package io.daybook.runtime.image;

import io.daybook.adapter.lambda.admin.AdminAnswers;
import io.daybook.adapter.lambda.admin.CommitAnswers;
import io.daybook.adapter.lambda.admin.JobAnswers;
import io.daybook.adapter.lambda.command.CommandAnswer;
import io.daybook.adapter.lambda.history.StreamAnswers;
import io.daybook.adapter.lambda.history.StreamVerify;
import io.daybook.adapter.lambda.page.Page;
import io.daybook.adapter.lambda.saga.SagaAnswers;
import io.daybook.kernel.decide.InvalidCommandException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Other types that are written as JSON, registered for the native image together with their nested types. Commands,
 * events, states and rows need no line here: {@link CatalogFeature} finds them.
 */
@RegisterForReflection(
        targets = {
            CommandAnswer.class,
            Page.class,
            StreamAnswers.class,
            StreamVerify.class,
            SagaAnswers.class,
            AdminAnswers.class,
            JobAnswers.class,
            CommitAnswers.class,
            InvalidCommandException.class
        },
        // What Quarkus tells Lambda about a failed invocation. Quarkus does not register it itself.
        classNames = "io.quarkus.amazon.lambda.runtime.FunctionError")
final class NativeTypes {
    private NativeTypes() {}
}
