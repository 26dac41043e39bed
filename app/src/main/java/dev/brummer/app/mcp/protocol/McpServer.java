package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A server of MCP without a transport: runs requests of both generations and reports what clients
/// do. Any thread; requests run on the thread that brings them, which may block.
public final class McpServer implements AutoCloseable {
  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);
  private static final Duration IDLE_WINDOW = Duration.ofMinutes(5);
  private static final int HTTP_OK = 200;

  private final ServerDefinition definition;
  private final ServerObserver observer;
  private final ServerChanges changes;
  private final ServerMethods methods;
  private final ConnectedClient.Directory directory;
  private final Duration progressInterval;
  private final Duration idleWindow;
  private final UnaryOperator<String> mask;
  private final CountDownLatch closed = new CountDownLatch(1);

  public McpServer(ServerDefinition definition, ServerObserver observer, ServerChanges changes) {
    this(definition, observer, changes, UnaryOperator.identity());
  }

  /// @param mask maps every text that clients receive
  public McpServer(
      ServerDefinition definition,
      ServerObserver observer,
      ServerChanges changes,
      UnaryOperator<String> mask) {
    this(definition, observer, changes, PROGRESS_INTERVAL, IDLE_WINDOW, mask);
  }

  /// @param idleWindow how long a client of the stateless generation is connected after a request
  McpServer(
      ServerDefinition definition,
      ServerObserver observer,
      ServerChanges changes,
      Duration progressInterval,
      Duration idleWindow,
      UnaryOperator<String> mask) {
    this.mask = mask;
    this.definition = definition;
    this.observer = observer;
    this.changes = changes;
    this.methods = new ServerMethods(definition, observer);
    this.directory = new ConnectedClient.Directory(observer);
    this.progressInterval = progressInterval;
    this.idleWindow = idleWindow;
  }

  ServerDefinition definition() {
    return definition;
  }

  ServerChanges changes() {
    return changes;
  }

  ServerMethods methods() {
    return methods;
  }

  ConnectedClient connect(ClientIdentity identity, String transport) {
    return directory.open(identity, transport);
  }

  /// A session of the generation with sessions.
  public ClientSession openSession(String transport) {
    return new ClientSession(this, transport);
  }

  /// The clients of the stateless generation on one endpoint, which disconnect when idle.
  public StatelessClients statelessClients(String transport) {
    return new StatelessClients(directory, transport, idleWindow, System::nanoTime);
  }

  /// The same for one connection: its clients disconnect with it.
  StatelessClients clientsOfConnection(String transport) {
    return new StatelessClients(
        directory, transport, Duration.ofSeconds(Long.MAX_VALUE / 2_000_000_000), System::nanoTime);
  }

  /// Serves requests of the stateless generation.
  ///
  /// @param calls unfinished calls of the connection, or of one HTTP request
  public StatelessRequests statelessRequests(StatelessClients clients, ActiveCalls calls) {
    return new StatelessRequests(this, clients, calls);
  }

  /// A channel that masks what it sends.
  ResponseChannel masked(ResponseChannel channel) {
    return new MaskedChannel(channel, mask);
  }

  void awaitClose() throws InterruptedException {
    closed.await();
  }

  /// Code of one method.
  @FunctionalInterface
  interface Method {
    /// @return null if there is no such method
    @Nullable ObjectNode invoke(McpCall call) throws InterruptedException;
  }

  /// Registers a call: from now on it can be cancelled, and is waited for.
  ///
  /// @return runs the call and sends its response, on the thread that calls it; does nothing if the
  ///   call has been refused
  Runnable register(McpCall call, ActiveCalls calls, ResponseChannel channel, Method method) {
    try {
      calls.add(call);
    } catch (RpcException refused) {
      channel.respond(RpcMessage.error(call.id(), refused), refused.httpStatus());
      return () -> {};
    }
    return () -> run(call, calls, channel, method);
  }

  private void run(McpCall call, ActiveCalls calls, ResponseChannel channel, Method method) {
    call.begin();
    if (call.hasProgressToken()) {
      Thread.ofVirtual().name("mcp-progress").start(() -> call.reportProgress(progressInterval));
    }
    try {
      runRegistered(call, calls, channel, method);
    } finally {
      calls.remove(call);
    }
  }

  private void runRegistered(
      McpCall call, ActiveCalls calls, ResponseChannel channel, Method method) {
    ObjectNode response;
    int status = HTTP_OK;
    try {
      ObjectNode result = method.invoke(call);
      if (result == null) {
        throw RpcException.unknownMethod(call.method());
      }
      response = RpcMessage.result(call.id(), result);
    } catch (RpcException refused) {
      response = RpcMessage.error(call.id(), refused);
      status = refused.httpStatus();
    } catch (InterruptedException cancelled) {
      call.finish();
      channel.abandon();
      return;
    } catch (RuntimeException failure) {
      observer.failed(call.method(), failure);
      response =
          RpcMessage.error(
              call.id(),
              RpcException.of(RpcErrorCodes.INTERNAL_ERROR, "internal error of the server", null));
    }
    call.finish();
    if (call.isCancelled()) {
      channel.abandon();
    } else {
      calls.answering(call);
      channel.respond(response, status);
    }
  }

  /// Ends the listen streams with their response. Connections are closed by their owners.
  @Override
  public void close() {
    closed.countDown();
  }
}
