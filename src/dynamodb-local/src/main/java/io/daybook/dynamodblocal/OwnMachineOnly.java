package io.daybook.dynamodblocal;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Closes DynamoDB Local to all but the programs of this machine. By itself it listens on all network interfaces, and
 * takes requests by whatever name and of whatever origin. What stops most pages in the developer's browser is that the
 * browser asks first; it does not ask for a page whose name leads to this machine since it was loaded (DNS rebinding).
 * {@code -cors} only says which pages may read an answer.
 *
 * <p>DynamoDB Local is never on the compile class path, so its server is found by names. If one of them is another in
 * a later version, it does not start.
 */
final class OwnMachineOnly {
    /** This class is on the child's class path. It may use nothing but the JDK. */
    private static final String ADDRESS = "127.0.0.1";

    private static final Pattern HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
    private static final int FORBIDDEN = 403;

    private final Method headers;
    private final Method values;
    private final Class<?> refusal;

    private OwnMachineOnly() throws ReflectiveOperationException {
        headers = Class.forName("org.eclipse.jetty.server.Request").getMethod("getHeaders");
        values = Class.forName("org.eclipse.jetty.http.HttpFields").getMethod("getValuesList", String.class);
        refusal = Class.forName("org.eclipse.jetty.http.HttpException$RuntimeException");
    }

    /** @param database a {@code DynamoDBProxyServer} that has not been started */
    static void guard(Object database) throws ReflectiveOperationException {
        Field field = database.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Object server = field.get(database);
        Class<?> customizer = Class.forName("org.eclipse.jetty.server.HttpConfiguration$Customizer");
        OwnMachineOnly guard = new OwnMachineOnly();
        Object guarding = Proxy.newProxyInstance(
                customizer.getClassLoader(),
                new Class<?>[] {customizer},
                (proxy, method, arguments) -> method.getName().equals("customize")
                        ? guard.admitted(arguments[0])
                        : method.invoke(guard, arguments));
        for (Object connector : (Object[]) invoke(server, "getConnectors")) {
            connector.getClass().getMethod("setHost", String.class).invoke(connector, ADDRESS);
            for (Object factory : (Collection<?>) invoke(connector, "getConnectionFactories")) {
                Object configuration = invoke(factory, "getHttpConfiguration");
                configuration.getClass().getMethod("addCustomizer", customizer).invoke(configuration, guarding);
            }
        }
    }

    /** No page of a browser has any business here; and whatever name it knows this machine by, it is not one of these. */
    private Object admitted(Object request) throws Throwable {
        List<?> hosts = values(request, "Host");
        if (hosts.size() == 1
                && HOST.matcher(String.valueOf(hosts.getFirst())).matches()
                && values(request, "Origin").isEmpty()) {
            return request;
        }
        throw (Throwable) refusal.getConstructor(int.class, String.class)
                .newInstance(FORBIDDEN, "only programs of this machine may use this database");
    }

    private List<?> values(Object request, String header) throws ReflectiveOperationException {
        return (List<?>) values.invoke(headers.invoke(request), header);
    }

    private static Object invoke(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
