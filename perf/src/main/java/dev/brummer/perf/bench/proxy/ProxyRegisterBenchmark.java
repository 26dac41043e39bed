package dev.brummer.perf.bench.proxy;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.ProxySettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Measures registration: from a detected URL to the first request served by its proxy (S14, S46).
/// An invocation registers [#URLS] URLs one after another; divide the score by that number.
///
/// The reference design probes for a free port by binding and closing it, then creates a server per
/// URL, here a plain socket with a constant response.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProxyRegisterBenchmark {
  static final int URLS = 50;

  private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Param({"BRUMMER", "PROBED"})
  public String design;

  private final LinkedBlockingQueue<Event.RouteOpened> opened = new LinkedBlockingQueue<>();
  private final List<ServerSocket> servers = new ArrayList<>();
  private final EventBus bus = new EventBus();
  private final ProxyServer proxy = new ProxyServer(bus, ProxySettings.defaults().withFirstPort(0));

  @Setup(Level.Trial)
  public void open() {
    bus.subscribeAll(
        "bench",
        OverflowPolicy.BLOCK,
        1 << 14,
        event -> {
          if (event instanceof Event.RouteOpened route) {
            opened.add(route);
          }
        });
    proxy.start();
  }

  /// Creates new servers per iteration because the proxy reuses the routes of known URLs.
  @Setup(Level.Iteration)
  public void serve() throws IOException {
    close(servers);
    for (int i = 0; i < URLS; i++) {
      servers.add(server());
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    close(servers);
    proxy.close();
    bus.close();
  }

  private static void close(List<ServerSocket> servers) throws IOException {
    for (ServerSocket server : servers) {
      server.close();
    }
    servers.clear();
  }

  private static ServerSocket server() throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> respond(server));
    return server;
  }

  private static void respond(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> respond(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void respond(Socket socket) {
    try (socket) {
      byte[] request = new byte[4096];
      InputStream in = socket.getInputStream();
      while (in.read(request) > 0) {
        socket.getOutputStream().write(RESPONSE.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      return;
    }
  }

  @Benchmark
  public void register() throws IOException, InterruptedException {
    for (ServerSocket server : servers) {
      int port = server.getLocalPort();
      if (design.equals("BRUMMER")) {
        proxy.open("http://127.0.0.1:" + port + "/", 1);
        Event.RouteOpened route = opened.poll(10, TimeUnit.SECONDS);
        if (route == null) {
          throw new IOException("no route for port " + port);
        }
        request(Integer.parseInt(route.proxied().replaceAll("\\D+(\\d+)/", "$1")));
      } else {
        try (ServerSocket proxyServer = bindProbedPort()) {
          Thread.ofPlatform().daemon().start(() -> respond(proxyServer));
          request(proxyServer.getLocalPort());
        }
      }
    }
  }

  private static ServerSocket bindProbedPort() throws IOException {
    int port;
    try (ServerSocket probe = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }

  private static void request(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] response = new byte[4096];
      if (socket.getInputStream().read(response) <= 0) {
        throw new IOException("no response");
      }
    }
  }
}
