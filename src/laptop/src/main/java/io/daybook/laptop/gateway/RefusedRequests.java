package io.daybook.laptop.gateway;

import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that the server refuses, in place of the server's own error page. */
final class RefusedRequests implements Request.Handler {
    /** Uses all classes that it needs already here, because in dev mode the first reload closes their class loader. */
    RefusedRequests() {
        List.of(400, 414, 431, 500).forEach(RefusedRequests::answer);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused
                ? refused.getCode()
                : response.getStatus();
        response.getHeaders().clear();
        answer(status).writeTo(response, callback);
        return true;
    }

    /** The server answers unsupported versions and features of HTTP with 5xx, although they are the client's fault. */
    private static GatewayAnswer answer(int status) {
        return switch (status) {
            case 414 -> GatewayAnswer.problem(GatewayAnswer.URI_TOO_LONG);
            case 431 -> GatewayAnswer.problem(GatewayAnswer.HEADERS_TOO_LARGE);
            case 500, 503 -> GatewayAnswer.message(500, "Internal Server Error");
            default -> GatewayAnswer.problem(GatewayAnswer.NO_REQUEST);
        };
    }
}
