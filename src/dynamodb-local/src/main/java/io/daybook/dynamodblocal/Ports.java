package io.daybook.dynamodblocal;

import java.io.IOException;
import java.net.ServerSocket;

/** Which port to listen on. */
final class Ports {
    private Ports() {}

    /** Returns the preferred port if nobody listens on it, else a free one; 0 means no preference. */
    static int preferredOrFree(int preferred) throws IOException {
        try (ServerSocket probe = new ServerSocket(preferred)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            if (preferred == 0) {
                throw e;
            }
            return preferredOrFree(0);
        }
    }
}
