package io.daybook.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ends an instance after so many calls to its ports. */
final class Dying implements ProcessInstance.Around {
    private int left;

    /** @param calls that are still made */
    Dying(int calls) {
        this.left = calls;
    }

    /** No exception: whatever an instance catches, it does not outlive its process. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        private Death() {
            super("the instance dies", null, false, false);
        }
    }

    @Override
    public <T> T port(Class<T> type, T port) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, call, arguments) -> {
                    if (left == 0) {
                        throw new Death();
                    }
                    left--;
                    try {
                        return call.invoke(port, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
