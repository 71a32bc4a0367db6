package io.daybook.app;

import io.daybook.adapter.lambda.Answers;
import io.daybook.adapter.lambda.InvocationLog;
import io.daybook.domain.account.Account;
import io.daybook.domain.account.AccountCommand;
import io.daybook.domain.account.AccountEvent;
import io.daybook.domain.account.AccountRejection;
import io.daybook.domain.account.AccountView;
import io.daybook.kernel.decide.InvalidCommandException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What JSON is made of, registered for the native image together with everything that is nested inside. A test walks
 * the catalog and names whatever is missing here.
 */
@RegisterForReflection(
        targets = {
            Answers.class,
            InvocationLog.class,
            InvalidCommandException.class,
            Account.class,
            AccountCommand.class,
            AccountEvent.class,
            AccountRejection.class,
            AccountView.class
        })
final class NativeTypes {
    private NativeTypes() {}
}
