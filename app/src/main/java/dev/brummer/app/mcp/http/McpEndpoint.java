package dev.brummer.app.mcp.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.mcp.protocol.ActiveCalls;
import dev.brummer.app.mcp.protocol.ClientSession;
import dev.brummer.app.mcp.protocol.McpServer;
import dev.brummer.app.mcp.protocol.ProtocolVersion;
import dev.brummer.app.mcp.protocol.RpcErrorCodes;
import dev.brummer.app.mcp.protocol.RpcException;
import dev.brummer.app.mcp.protocol.RpcMessage;
import dev.brummer.app.mcp.protocol.StatelessClients;
import dev.brummer.app.mcp.protocol.StatelessRequests;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Serves complete, permitted requests. Runs on virtual threads, one per request.
final class McpEndpoint {
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_ACCEPTABLE = 406;

  private final McpServer server;
  private final HttpSessions sessions;
  private final StatelessClients clients;

  McpEndpoint(McpServer server) {
    this.server = server;
    sessions = new HttpSessions(server, System::nanoTime);
    clients = server.statelessClients("http");
  }

  void handle(HttpMethod method, byte[] body, int length, HttpExchange exchange) {
    if (method.equals(HttpMethod.POST)) {
      post(body, length, exchange);
    } else if (method.equals(HttpMethod.GET)) {
      openStream(exchange);
    } else {
      endSession(exchange);
    }
  }

  private void post(byte[] body, int length, HttpExchange exchange) {
    RpcMessage message;
    try {
      message = RpcMessage.parse(body, length);
    } catch (RpcException invalid) {
      refuse(exchange, null, invalid);
      return;
    }
    switch (message) {
      case RpcMessage.Request request -> request(request, exchange);
      case RpcMessage.Notification notification -> notification(notification, exchange);
      case RpcMessage.Response _ -> exchange.respondEmpty(ACCEPTED); // the server sends no requests
    }
  }

  private void request(RpcMessage.Request request, HttpExchange exchange) {
    String version = exchange.requestHeaders().get(HeaderAgreement.VERSION);
    boolean sessionVersion = version == null || ProtocolVersion.WITH_SESSIONS.contains(version);
    if (StatelessRequests.isStateless(request.method(), request.params()) || !sessionVersion) {
      stateless(request, exchange);
    } else {
      inSession(request, exchange);
    }
  }

  private void stateless(RpcMessage.Request request, HttpExchange exchange) {
    try {
      HeaderAgreement.check(exchange.requestHeaders(), request);
      String version = exchange.requestHeaders().get(HeaderAgreement.VERSION);
      if (version != null) {
        StatelessRequests.requireSupported(version);
      }
    } catch (RpcException invalid) {
      refuse(exchange, request, invalid);
      return;
    }
    if (request.method().equals("subscriptions/listen") && !exchange.acceptsStream()) {
      exchange.respondEmpty(NOT_ACCEPTABLE);
      return;
    }
    StatelessRequests requests = server.statelessRequests(clients, new ActiveCalls());
    exchange.onGone(requests::cancelAll);
    requests.handle(request, exchange);
  }

  private void inSession(RpcMessage.Request request, HttpExchange exchange) {
    if (request.method().equals("initialize")) {
      String id = sessions.open();
      exchange.announceSession(id);
      ClientSession opened = sessions.find(id);
      if (opened != null) {
        opened.handle(request, exchange);
        return;
      }
    }
    ClientSession session = session(request, exchange);
    if (session != null) {
      session.handle(request, exchange);
    }
  }

  private void notification(RpcMessage.Notification notification, HttpExchange exchange) {
    String id = exchange.requestHeaders().get(HttpSessions.HEADER);
    if (id != null) {
      ClientSession session = session(null, exchange);
      if (session == null) {
        return;
      }
      session.handle(notification);
    }
    exchange.respondEmpty(ACCEPTED);
  }

  /// The session of a request. Without one, the request is refused.
  private @Nullable ClientSession session(
      RpcMessage.@Nullable Request request, HttpExchange exchange) {
    String id = exchange.requestHeaders().get(HttpSessions.HEADER);
    if (id == null) {
      refuse(exchange, request, noSession("header " + HttpSessions.HEADER + " is missing"));
      return null;
    }
    ClientSession session = sessions.find(id);
    if (session == null) {
      RpcException unknown = noSession("the session has ended; initialize again");
      exchange.respond(errorOf(request, unknown), NOT_FOUND);
    }
    return session;
  }

  private static RpcException noSession(String text) {
    return RpcException.badRequest(RpcErrorCodes.SERVER_ERROR, text, null);
  }

  private static void refuse(
      HttpExchange exchange, RpcMessage.@Nullable Request request, RpcException error) {
    exchange.respond(errorOf(request, error), error.httpStatus());
  }

  private static ObjectNode errorOf(RpcMessage.@Nullable Request request, RpcException error) {
    return RpcMessage.error(request == null ? null : request.id(), error);
  }

  /// Opens the stream of a session's notices; it stays open until the client closes it.
  private void openStream(HttpExchange exchange) {
    HttpHeaders headers = exchange.requestHeaders();
    String id = headers.get(HttpSessions.HEADER);
    if (id == null) {
      exchange.respondEmpty(METHOD_NOT_ALLOWED);
      return;
    }
    if (!exchange.acceptsStream()) {
      exchange.respondEmpty(NOT_ACCEPTABLE);
      return;
    }
    ClientSession session = session(null, exchange);
    if (session == null) {
      return;
    }
    Consumer<ObjectNode> target = exchange::notify;
    exchange.openStream();
    sessions.countStream(id, 1);
    session.attach(target);
    exchange.onGone(() -> {
      session.detach(target);
      sessions.countStream(id, -1);
    });
  }

  private void endSession(HttpExchange exchange) {
    String id = exchange.requestHeaders().get(HttpSessions.HEADER);
    if (id == null) {
      exchange.respondEmpty(BAD_REQUEST);
    } else {
      exchange.respondEmpty(sessions.close(id) ? NO_CONTENT : NOT_FOUND);
    }
  }

  /// Disconnects idle clients. To be called every few seconds while it returns true.
  ///
  /// @return whether there are clients left
  boolean expire() {
    sessions.expire();
    clients.expire();
    return sessions.size() > 0 || !clients.isEmpty();
  }

  void close() {
    sessions.closeAll();
    clients.close("server closed");
  }
}
