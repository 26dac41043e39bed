package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Requests of the stateless generation: each carries the protocol version and the client in
/// `_meta`.
public final class StatelessRequests {
  private static final String PREFIX = "io.modelcontextprotocol/";
  private static final String VERSION = PREFIX + "protocolVersion";
  private static final String CAPABILITIES = PREFIX + "clientCapabilities";
  private static final int LIST_TTL_MILLIS = 60_000;

  private final McpServer server;
  private final StatelessClients clients;
  private final ActiveCalls calls;

  StatelessRequests(McpServer server, StatelessClients clients, ActiveCalls calls) {
    this.server = server;
    this.clients = clients;
    this.calls = calls;
  }

  /// Whether a message belongs to this generation.
  public static boolean isStateless(String method, ObjectNode params) {
    return params.path("_meta").has(VERSION)
        || method.equals("server/discover")
        || method.equals("subscriptions/listen");
  }

  /// Protocol version in the message; null if it has none.
  public static @Nullable String versionOf(ObjectNode params) {
    return params.path("_meta").path(VERSION).textValue();
  }

  /// Runs a request on the current thread.
  public void handle(RpcMessage.Request request, ResponseChannel target) {
    register(request, target).run();
  }

  /// Registers a request, so that it can be cancelled and is waited for.
  ///
  /// @return runs it on the thread that calls it
  Runnable register(RpcMessage.Request request, ResponseChannel target) {
    ResponseChannel channel = server.masked(target);
    McpCall call;
    try {
      call = call(request, channel);
    } catch (RpcException invalid) {
      channel.respond(RpcMessage.error(request.id(), invalid), invalid.httpStatus());
      return () -> {};
    }
    return server.register(call, calls, channel, accepted -> invoke(accepted, channel));
  }

  /// Cancels the calls that a client no longer waits for.
  public void cancelAll() {
    calls.cancelAll();
  }

  private McpCall call(RpcMessage.Request request, ResponseChannel channel) {
    JsonNode meta = request.params().path("_meta");
    if (!meta.path(VERSION).isTextual()) {
      throw missingMeta(VERSION);
    }
    requireSupported(meta.path(VERSION).asText());
    if (!meta.path(CAPABILITIES).isObject()) {
      throw missingMeta(CAPABILITIES);
    }
    ClientIdentity identity = identity(request.params());
    LogSeverity threshold = LogSeverity.of(meta.path(PREFIX + "logLevel").asText(""));
    return new McpCall(
        request, clients.seen(identity), meta.path(CAPABILITIES), threshold, channel);
  }

  private static ClientIdentity identity(ObjectNode params) {
    return ClientIdentity.of(params.path("_meta").path(PREFIX + "clientInfo"));
  }

  private static RpcException missingMeta(String name) {
    return RpcException.badRequest(
        RpcErrorCodes.INVALID_PARAMS, "params._meta needs " + name, null);
  }

  /// @throws RpcException if the server does not speak this version
  public static void requireSupported(String version) {
    if (!version.equals(ProtocolVersion.STATELESS)) {
      ObjectNode data = JsonCodec.object().put("requested", version);
      data.putArray("supported").add(ProtocolVersion.STATELESS);
      throw RpcException.badRequest(
          RpcErrorCodes.UNSUPPORTED_VERSION,
          "unsupported protocol version; use " + ProtocolVersion.STATELESS,
          data);
    }
  }

  private @Nullable ObjectNode invoke(McpCall call, ResponseChannel channel)
      throws InterruptedException {
    ObjectNode result =
        switch (call.method()) {
          case "server/discover" -> discover();
          case "subscriptions/listen" -> listen(call, channel);
          default -> server.methods().invoke(call, true);
        };
    return result == null ? null : complete(call.method(), result);
  }

  private ObjectNode discover() {
    ServerDefinition definition = server.definition();
    ObjectNode result = JsonCodec.object();
    result.putArray("supportedVersions").add(ProtocolVersion.STATELESS);
    result.set("capabilities", definition.capabilities(false));
    return result.put("instructions", definition.instructions());
  }

  /// Adds what every result carries, and how long a client may keep it.
  private ObjectNode complete(String method, ObjectNode result) {
    if (!result.has("resultType")) {
      result.put("resultType", "complete");
    }
    result.withObjectProperty("_meta").set(PREFIX + "serverInfo", server.definition().info());
    switch (method) {
      case "server/discover", "tools/list", "prompts/list", "resources/templates/list" ->
          result.put("ttlMs", LIST_TTL_MILLIS).put("cacheScope", "private");
      case "resources/list", "resources/read" ->
          result.put("ttlMs", 0).put("cacheScope", "private");
      default -> {}
    }
    return result;
  }

  /// Sends changes until the client cancels or the server closes.
  private ObjectNode listen(McpCall call, ResponseChannel channel) throws InterruptedException {
    JsonNode filter = call.params().path("notifications");
    if (!filter.isObject()) {
      throw RpcException.invalidParams("subscriptions/listen needs notifications, an object");
    }
    ClientIdentity identity = identity(call.params());
    clients.streamOpened(identity);
    try (ChangeSubscription subscription =
        ChangeSubscription.ofListenRequest(
            server.changes(), call.id(), filter, server.definition().resources())) {
      ObjectNode params = JsonCodec.object();
      params.set("notifications", subscription.filter());
      call.send(subscription.tagged("notifications/subscriptions/acknowledged", params));
      subscription.attach(channel::notify);
      server.awaitClose();
    } finally {
      clients.streamClosed(identity);
    }
    ObjectNode result = JsonCodec.object();
    result.putObject("_meta").set(PREFIX + "subscriptionId", call.id());
    return result;
  }
}
