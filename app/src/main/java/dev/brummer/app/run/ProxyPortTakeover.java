package dev.brummer.app.run;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.route.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the proxy the port that a server prints and moves the server to another one, so that pages
/// keep the origin that is registered elsewhere.
///
/// ```
/// prints :3000 ─▶ PORT=40001, restart ─▶ prints :40001 ─▶ proxied at :3000
///                                    └─▶ prints :3000 and listens there: it does not take PORT;
///                                        proxied as usual
/// ```
///
/// The first local URL under which the process itself listens decides. Further URLs with the same
/// port, of the run that was ended or merely mentioned by the next one, decide nothing. Confined to
/// its subscription.
final class ProxyPortTakeover implements AutoCloseable {
  private static final int MAILBOX_CAPACITY = 256;
  private static final String VARIABLE = "PORT";

  private final Engine engine;
  private final ProxyServer proxy;
  private final Map<Integer, MovedServer> movedByProcess = new HashMap<>();

  /// Ports printed by a process that was not seen to listen on them yet.
  private final Map<Integer, Integer> awaitedByProcess = new HashMap<>();

  /// URLs with the old port printed since the restart by a process not yet seen to listen there.
  private final Map<Integer, String> reprintedByProcess = new HashMap<>();

  private @Nullable Subscription subscription;

  /// @param printedPort of its first URL, kept for the proxy
  /// @param run number of the run that was ended
  /// @param ignored whether it was seen on that port again
  private record MovedServer(int printedPort, int serverPort, int run, boolean ignored) {}

  private ProxyPortTakeover(Engine engine, ProxyServer proxy) {
    this.engine = engine;
    this.proxy = proxy;
  }

  /// Starts to move servers. Must be called before the proxy is started, so that a printed port is
  /// never proxied elsewhere afterwards.
  static ProxyPortTakeover start(Engine engine, ProxyServer proxy) {
    ProxyPortTakeover takeover = new ProxyPortTakeover(engine, proxy);
    takeover.subscription =
        engine
            .bus()
            .subscribe(
                "port-takeover",
                EnumSet.of(Event.Kind.URL_DETECTED, Event.Kind.PROCESS_CHANGED),
                OverflowPolicy.DROP_OLDEST,
                MAILBOX_CAPACITY,
                takeover::onEvent);
    return takeover;
  }

  private void onEvent(Event event) {
    switch (event) {
      case Event.UrlDetected url when url.scope() == Event.UrlDetected.Scope.LOCAL ->
          onUrl(url.process(), url.url(), Origin.of(url.url()));
      case Event.ProcessChanged changed -> {
        Integer printed = awaitedByProcess.get(changed.process());
        if (printed != null) {
          moveIfListening(changed.process(), printed);
        }
        String reprinted = reprintedByProcess.get(changed.process());
        if (reprinted != null) {
          leaveIfListening(changed.process(), reprinted);
        }
      }
      default -> {}
    }
  }

  private void onUrl(int process, String url, @Nullable Origin origin) {
    MovedServer moved = movedByProcess.get(process);
    if (origin != null && moved == null) {
      moveIfListening(process, origin.port());
    } else if (origin != null && moved != null && origin.port() == moved.printedPort()) {
      leaveIfListening(process, url);
    }
  }

  /// A process may print the URL of another one.
  private void moveIfListening(int process, int port) {
    if (engine.processes().info(process).ports().contains(port)) {
      awaitedByProcess.remove(process);
      move(process, port);
    } else {
      awaitedByProcess.putIfAbsent(process, port);
    }
  }

  /// Leaves a server in place whose next run listens on the old port again.
  private void leaveIfListening(int process, String url) {
    MovedServer moved = movedByProcess.get(process);
    ProcessInfo info = engine.processes().info(process);
    if (moved == null || info.runNumber() <= moved.run()) {
      return;
    }
    if (info.ports().contains(moved.printedPort())) {
      reprintedByProcess.remove(process);
      leaveInPlace(process, url, moved);
    } else {
      reprintedByProcess.put(process, url);
    }
  }

  private void leaveInPlace(int process, String url, MovedServer moved) {
    proxy.releasePort(moved.printedPort());
    proxy.open(url, process);
    if (!moved.ignored()) {
      movedByProcess.put(
          process, new MovedServer(moved.printedPort(), moved.serverPort(), moved.run(), true));
      publishNotice(
          name(process)
              + " does not take PORT: it stays on port "
              + moved.printedPort()
              + ", and --keep-ports does nothing for it.");
    }
  }

  private void move(int process, int printedPort) {
    int serverPort = freePort();
    int run = engine.processes().info(process).runNumber();
    movedByProcess.put(process, new MovedServer(printedPort, serverPort, run, false));
    proxy.keepPort(serverPort, printedPort);
    engine.processes().setVariable(process, VARIABLE, Integer.toString(serverPort));
    engine.processes().restart(process);
    publishNotice(
        name(process)
            + " is restarted with PORT="
            + serverPort
            + ": the proxy takes its port "
            + printedPort
            + ".");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException("no port is free", none);
    }
  }

  private String name(int process) {
    return engine.processes().info(process).name();
  }

  private void publishNotice(String text) {
    engine.bus().offer(new Event.Notice(text, System.currentTimeMillis()));
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
  }
}
