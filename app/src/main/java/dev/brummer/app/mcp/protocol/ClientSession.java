package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client of the generation with sessions, from `initialize` to the end of its connection or HTTP
/// session. Requests come on several threads at once.
public final class ClientSession {
  private final McpServer server;
  private final String transport;
  private final ActiveCalls calls;
  private final ChangeSubscription subscription;
  private volatile JsonNode capabilities = MissingNode.getInstance();
  private volatile LogSeverity logThreshold = LogSeverity.INFO;

  /// Guarded by this.
  private @Nullable ConnectedClient client;

  ClientSession(McpServer server, String transport) {
    this(server, transport, new ActiveCalls());
  }

  ClientSession(McpServer server, String transport, ActiveCalls calls) {
    this.server = server;
    this.transport = transport;
    this.calls = calls;
    this.subscription = ChangeSubscription.ofSession(server.changes());
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
    ConnectedClient sender =
        request.method().equals("initialize") ? connect(request) : clientOrUnknown();
    McpCall call = new McpCall(request, sender, capabilities, logThreshold, channel);
    return server.register(call, calls, channel, this::invoke);
  }

  /// Returns at once.
  public void handle(RpcMessage.Notification notification) {
    if (notification.method().equals("notifications/cancelled")) {
      calls.cancel(notification.params().path("requestId"));
    }
  }

  private synchronized ConnectedClient connect(RpcMessage.Request initialize) {
    ConnectedClient previous = client;
    if (previous != null) {
      previous.close("initialized again");
    }
    capabilities = initialize.params().path("capabilities");
    ClientIdentity identity = ClientIdentity.of(initialize.params().path("clientInfo"));
    ConnectedClient connected = server.connect(identity, transport);
    client = connected;
    return connected;
  }

  private synchronized ConnectedClient clientOrUnknown() {
    ConnectedClient known = client;
    if (known == null) {
      known = server.connect(ClientIdentity.UNKNOWN, transport);
      client = known;
    }
    return known;
  }

  private @Nullable ObjectNode invoke(McpCall call) throws InterruptedException {
    return switch (call.method()) {
      case "initialize" -> initialize(call);
      case "ping" -> JsonCodec.object();
      case "logging/setLevel" -> setLogLevel(call);
      case "resources/subscribe" -> {
        String uri = ServerMethods.requiredText(call, "uri");
        if (!server.definition().resources().exists(uri)) {
          throw ServerMethods.unknownResource(uri, false);
        }
        subscription.watch(uri);
        yield JsonCodec.object();
      }
      case "resources/unsubscribe" -> {
        subscription.unwatch(ServerMethods.requiredText(call, "uri"));
        yield JsonCodec.object();
      }
      default -> server.methods().invoke(call, false);
    };
  }

  private ObjectNode initialize(McpCall call) {
    ServerDefinition definition = server.definition();
    subscription.watchLists();
    String requested = call.params().path("protocolVersion").asText("");
    ObjectNode result =
        JsonCodec.object().put("protocolVersion", ProtocolVersion.negotiate(requested));
    result.set("capabilities", definition.capabilities(true));
    result.set("serverInfo", definition.info());
    return result.put("instructions", definition.instructions());
  }

  private ObjectNode setLogLevel(McpCall call) {
    LogSeverity wanted = LogSeverity.of(call.params().path("level").asText(""));
    if (!server.definition().logging()) {
      throw RpcException.unknownMethod(call.method());
    }
    if (wanted == null) {
      throw RpcException.invalidParams("unknown level; use debug, info, warning or error");
    }
    logThreshold = wanted;
    return JsonCodec.object();
  }

  /// Sends notices of changes to this target from now on; they are kept while there is none.
  public void attach(Consumer<ObjectNode> target) {
    subscription.attach(target);
  }

  /// Stops sending to this target, unless another one has replaced it.
  public void detach(Consumer<ObjectNode> target) {
    subscription.detach(target);
  }

  /// Cancels the calls and disconnects the client.
  public void close(String reason) {
    calls.cancelAll();
    subscription.close();
    ConnectedClient last;
    synchronized (this) {
      last = client;
    }
    if (last != null) {
      last.close(reason);
    }
  }
}
