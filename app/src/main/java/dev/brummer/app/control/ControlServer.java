package dev.brummer.app.control;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.socket.UnixConnection;
import dev.brummer.engine.socket.UnixListener;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The control socket of a running brummer.
///
/// Methods are registered before [#start]. Afterwards any thread may call any method.
public final class ControlServer implements AutoCloseable {
  private static final long ACCEPT_RETRY_NANOS = 100_000_000;

  /// Time for running requests to respond when the server closes.
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

  private final ControlSettings settings;
  private final Map<String, ControlMethod> methods = new HashMap<>();
  private final Map<String, ControlUpgrade> upgrades = new HashMap<>();
  private final Map<ControlConnection, Thread> connections = new ConcurrentHashMap<>();
  private final ControlStatistics statistics = new ControlStatistics();

  // Guarded by this.
  private @Nullable DiscoveryFile discoveryFile;
  private @Nullable UnixListener listener;
  private @Nullable Thread timeouts;
  private int httpPort;
  private String token = "";
  private boolean closed;

  /// Opens nothing.
  public ControlServer(ControlSettings settings) {
    this.settings = settings;
  }

  /// Registers a method. Before [#start].
  public void method(String name, ControlMethod method) {
    methods.put(name, method);
  }

  /// Registers a method that turns its connection into a stream. Before [#start].
  public void upgrade(String name, ControlUpgrade upgrade) {
    upgrades.put(name, upgrade);
  }

  /// Opens the socket on a thread of its own and returns at once. A failure goes to the warnings of
  /// the settings; the run continues without remote control.
  public void start() {
    Thread.ofPlatform().daemon().name("control").start(this::run);
  }

  private void run() {
    UnixListener opened;
    try {
      opened = open();
    } catch (IOException failed) {
      settings
          .warnings()
          .accept("remote control is off: " + VisibleText.sentence(IoErrorMessage.of(failed)));
      return;
    }
    if (opened != null) {
      acceptAll(opened);
    }
  }

  /// What is slow is loaded without the lock: a run that ends meanwhile does not wait.
  ///
  /// @return null if the server has been closed meanwhile
  private @Nullable UnixListener open() throws IOException {
    DiscoveryFile file =
        DiscoveryFile.create(settings.environment(), settings.project(), settings.warnings());
    UnixListener opened = null;
    try {
      byte[] unopened = ControlInstance.ofThisProcess(settings, file.socket(), 0, "").toJson();
      opened = open(file, unopened);
    } finally {
      if (opened == null) {
        file.delete();
      }
    }
    return opened;
  }

  /// @param unopened content of the file without an HTTP endpoint
  /// @return null if the server has been closed
  private synchronized @Nullable UnixListener open(DiscoveryFile file, byte[] unopened)
      throws IOException {
    if (closed) {
      return null;
    }
    UnixListener opened = UnixListener.bind(file.socket(), settings.limits().maxConnections());
    try {
      file.restrictSocket();
      file.write(httpPort == 0 ? unopened : instance(file).toJson());
    } catch (IOException | RuntimeException failed) {
      opened.close();
      throw failed;
    }
    discoveryFile = file;
    listener = opened;
    return opened;
  }

  private ControlInstance instance(DiscoveryFile file) {
    return ControlInstance.ofThisProcess(settings, file.socket(), httpPort, token);
  }

  private void acceptAll(UnixListener opened) {
    while (opened.isOpen()) {
      try {
        accept(opened.accept());
      } catch (ClosedChannelException closing) {
        return;
      } catch (IOException exhausted) {
        LockSupport.parkNanos(ACCEPT_RETRY_NANOS); // out of file descriptors
      }
    }
  }

  private void accept(UnixConnection channel) throws IOException {
    if (!channel.isFromSameUser()) {
      statistics.refusedUsers.increment();
      channel.close();
    } else if (connections.size() >= settings.limits().maxConnections()) {
      statistics.refusedConnections.increment();
      refuse(channel);
    } else {
      serve(new ControlConnection(channel, this));
    }
  }

  private synchronized void serve(ControlConnection connection) {
    if (closed) {
      connection.close(Duration.ZERO);
      return;
    }
    statistics.connections.increment();
    Thread thread = Thread.ofPlatform().daemon().name("control-connection").unstarted(connection);
    connections.put(connection, thread);
    thread.start();
    watchTimeouts();
  }

  private void refuse(UnixConnection channel) throws IOException {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":%d,\"message\":\"%s\"}}\n"
            .formatted(
                ControlException.BUSY,
                "all " + settings.limits().maxConnections() + " control connections are in use");
    try (channel) {
      channel.writeAvailable(ByteBuffer.wrap(message.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /// Starts the thread that closes stuck connections. It ends with the last connection.
  private synchronized void watchTimeouts() {
    if (timeouts == null && !closed) {
      timeouts = Thread.ofVirtual().name("control-timeouts").start(this::checkTimeouts);
    }
  }

  private void checkTimeouts() {
    long period =
        Math.min(
                settings.limits().requestTimeout().toNanos(),
                settings.limits().responseTimeout().toNanos())
            / 4;
    while (!endTimeouts()) {
      LockSupport.parkNanos(period);
      long now = System.nanoTime();
      connections.keySet().forEach(connection -> connection.checkTimeouts(now));
    }
  }

  private synchronized boolean endTimeouts() {
    if (connections.isEmpty() || closed) {
      timeouts = null;
      return true;
    }
    return false;
  }

  void onEnd(ControlConnection connection) {
    connections.remove(connection);
  }

  void onUpgradeFailure(String method, Exception failure) {
    boolean disconnected =
        failure instanceof IOException || failure instanceof InterruptedException;
    if (!disconnected) {
      settings.warnings().accept(method + " failed: " + IoErrorMessage.of(failure));
    }
  }

  ControlLimits limits() {
    return settings.limits();
  }

  @Nullable ControlUpgrade findUpgrade(String name) {
    return upgrades.get(name);
  }

  ControlMethod requireMethod(String name) throws ControlException {
    ControlMethod method = methods.get(name);
    if (method == null) {
      Set<String> names = new TreeSet<>(methods.keySet());
      names.addAll(upgrades.keySet());
      throw new ControlException(
          ControlException.UNKNOWN_METHOD,
          "unknown method " + VisibleText.quoted(name) + ": " + Suggestions.hint(name, names));
    }
    return method;
  }

  public ControlStatistics statistics() {
    return statistics;
  }

  /// Publishes the HTTP endpoint of this brummer in the discovery file.
  ///
  /// @param port 0 for none
  /// @param token bearer token, empty without a port
  public synchronized void http(int port, String token) {
    this.httpPort = port;
    this.token = token;
    DiscoveryFile file = discoveryFile;
    if (file != null && !closed) {
      try {
        file.write(instance(file).toJson());
      } catch (IOException failed) {
        settings.warnings().accept("cannot write " + file + ": " + IoErrorMessage.of(failed));
      }
    }
  }

  /// Waits until the running requests have been answered, so that clients learn the end that they
  /// have caused. Requests that stream events are not waited for.
  ///
  /// @param timeout maximum wait for all of them
  public void awaitResponses(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (ControlConnection connection : connections.keySet()) {
      connection.awaitResponse(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
  }

  /// Removes the files, closes all connections and interrupts their requests. Idempotent.
  @Override
  public void close() {
    UnixListener opened;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      opened = listener;
      if (discoveryFile != null) {
        discoveryFile.delete();
      }
      if (timeouts != null) {
        LockSupport.unpark(timeouts);
      }
    }
    if (opened != null) {
      opened.close();
    }
    long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    connections.forEach((connection, thread) -> {
      connection.close(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      thread.interrupt();
    });
  }
}
