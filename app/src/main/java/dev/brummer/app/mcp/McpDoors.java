package dev.brummer.app.mcp;

import dev.brummer.app.control.ControlCall;
import dev.brummer.app.control.ControlStream;
import dev.brummer.app.mcp.http.McpHttpServer;
import dev.brummer.app.mcp.protocol.McpConnection;
import dev.brummer.app.mcp.protocol.McpServer;
import dev.brummer.app.mcp.protocol.ServerChanges;
import dev.brummer.app.mcp.resource.ResourceChangeFeed;
import dev.brummer.app.mcp.token.HttpToken;
import dev.brummer.app.operation.ProjectOperations;
import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.proxy.NettyWarnings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// MCP of one run: the door behind the control socket, which `brummer mcp` uses, and the HTTP door.
/// Builds the server with the first client. Any thread.
public final class McpDoors implements AutoCloseable {
  /// Method of the control channel whose connection becomes a connection of MCP.
  public static final String METHOD = "mcp";

  private final Engine engine;
  private final ProjectOperations operations;
  private final String version;
  private final ServerChanges changes = new ServerChanges();
  private final Set<McpConnection> connections = ConcurrentHashMap.newKeySet();

  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable McpServer server;
  private @Nullable ResourceChangeFeed feed;
  private @Nullable McpHttpServer http;

  public McpDoors(Engine engine, ProjectOperations operations, String version) {
    this.engine = engine;
    this.operations = operations;
    this.version = version;
  }

  /// Serves one connection of the control channel until its client closes it.
  public void serve(ControlCall call, ControlStream stream) throws IOException {
    McpServer opened = server();
    stream.accept(Map.of("version", version));
    try (McpConnection connection = new McpConnection(opened, "stdio", stream.output())) {
      connections.add(connection);
      try {
        connection.run(stream.input());
      } finally {
        connections.remove(connection);
      }
    }
  }

  /// Waits until the calls of agents on the control socket have been answered, so that an agent
  /// learns the end that it has caused.
  ///
  /// @param timeout maximum wait for all of them
  public void awaitResponses(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (McpConnection connection : connections) {
      connection.awaitResponses(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  private synchronized McpServer server() {
    McpServer opened = server;
    if (opened == null) {
      opened =
          new McpServer(
              ProjectServer.definition(version, () -> operations, this::complete),
              new AgentEvents(engine.bus(), engine.agentAccess()),
              changes,
              engine.masking()::text);
      server = opened;
      feed = new ResourceChangeFeed(engine.bus(), engine.logs(), changes, this::nameOf);
    }
    return opened;
  }

  private List<String> complete(String argument, String prefix) {
    if (!argument.equals("process")) {
      return List.of();
    }
    return engine.processes().snapshot().stream()
        .map(ProcessInfo::name)
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .toList();
  }

  private String nameOf(int process) {
    for (ProcessInfo info : engine.processes().snapshot()) {
      if (info.id() == process) {
        return info.name();
      }
    }
    return "brummer";
  }

  /// Receives where the HTTP door is.
  @FunctionalInterface
  public interface HttpOpened {
    void at(int port, String token);
  }

  /// Opens the HTTP door on a thread of its own, because Netty loads slowly. The thread is not
  /// virtual: at the limit of threads, starting a virtual one fails although it runs, and it can
  /// then start no other.
  ///
  /// @param state directory of the token
  /// @param firstPort the first port to try; null for the default
  /// @param delay leaves the processor to the processes that start
  public void openHttp(
      Path state, Path project, @Nullable Integer firstPort, Duration delay, HttpOpened opened) {
    int port = firstPort == null ? HttpToken.DEFAULT_PORT : firstPort;
    try {
      Thread.ofPlatform()
          .daemon()
          .name("mcp-open")
          .start(() -> {
            try {
              if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
              }
              NettyWarnings.publishTo(engine.bus());
              startHttp(port, HttpToken.of(state, project), opened);
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            } catch (BindException taken) {
              notice(taken.getMessage() + "; --mcp-port selects another one");
            } catch (IOException unusable) {
              notice(IoErrorMessage.of(unusable));
            }
          });
    } catch (OutOfMemoryError noThread) {
      notice(ThreadLimit.SENTENCE);
    }
  }

  private void startHttp(int firstPort, String token, HttpOpened opened) throws IOException {
    McpHttpServer created = new McpHttpServer(server(), token, this::onFailure);
    synchronized (this) {
      if (closed.getCount() == 0) {
        return;
      }
      http = created;
    }
    opened.at(created.start(firstPort), token);
  }

  private void notice(String reason) {
    engine
        .bus()
        .publish(new Event.Notice("no MCP over HTTP: " + reason, System.currentTimeMillis()));
  }

  private void onFailure(Throwable failure) {
    engine
        .bus()
        .offer(
            new Event.InternalFailure(
                "mcp-http",
                String.valueOf(failure.getMessage()),
                failure,
                System.currentTimeMillis()));
  }

  @Override
  public void close() {
    McpServer lastServer;
    ResourceChangeFeed lastFeed;
    McpHttpServer lastHttp;
    synchronized (this) {
      closed.countDown();
      lastServer = server;
      lastFeed = feed;
      lastHttp = http;
    }
    if (lastHttp != null) {
      lastHttp.close();
    }
    if (lastServer != null) {
      lastServer.close();
    }
    if (lastFeed != null) {
      lastFeed.close();
    }
  }
}
