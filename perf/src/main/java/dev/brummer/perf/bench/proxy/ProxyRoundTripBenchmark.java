package dev.brummer.perf.bench.proxy;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.ProxySettings;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
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

/// Measures the round trip of a small request over one keep-alive connection, directly and through
/// the proxy (S13), without pipelining. Also measures the allocation of a free port (S14), by
/// binding port 0 and by probing first.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProxyRoundTripBenchmark {
  private static final int END = '\n';

  @Param({"BRUMMER", "DIRECT"})
  public String design;

  private final LinkedBlockingQueue<Event.RouteOpened> opened = new LinkedBlockingQueue<>();
  private final EventBus bus = new EventBus();
  private final ProxyServer proxy = new ProxyServer(bus, ProxySettings.defaults().withFirstPort(0));
  private final byte[] response = new byte[4096];
  private MinimalHttpServer server;
  private Socket socket;

  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    server = new MinimalHttpServer();
    int port = design.equals("BRUMMER") ? proxied(server.port()) : server.port();
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
  }

  private int proxied(int port) throws IOException, InterruptedException {
    bus.subscribeAll(
        "bench",
        OverflowPolicy.CONFLATE,
        1 << 14,
        event -> {
          if (event instanceof Event.RouteOpened route) {
            opened.add(route);
          }
        });
    proxy.start();
    proxy.open("http://127.0.0.1:" + port + "/", 1);
    Event.RouteOpened route = opened.poll(10, TimeUnit.SECONDS);
    if (route == null) {
      throw new IOException("no route for port " + port);
    }
    return URI.create(route.proxied()).getPort();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    socket.close();
    server.close();
    proxy.close();
    bus.close();
  }

  @Benchmark
  public int request() throws IOException {
    socket.getOutputStream().write(MinimalHttpServer.REQUEST);
    InputStream in = socket.getInputStream();
    int length = 0;
    while (!isComplete(length)) {
      int read = in.read(response, length, response.length - length);
      if (read < 0) {
        throw new EOFException();
      }
      length += read;
    }
    return length;
  }

  /// Returns whether the head and its two-byte body are complete.
  private boolean isComplete(int length) {
    return length > 6
        && response[length - 1] == 'k'
        && response[length - 2] == 'o'
        && response[length - 3] == END
        && response[length - 5] == END;
  }

  @Benchmark
  public int port() throws IOException {
    int first = 0;
    if (design.equals("DIRECT")) {
      try (ServerSocket probe = bind(0)) {
        first = probe.getLocalPort();
      }
    }
    try (ServerSocket own = bind(first)) {
      return own.getLocalPort();
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }
}
