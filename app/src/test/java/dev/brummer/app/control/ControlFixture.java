package dev.brummer.app.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A control server of a project in a directory of its own, and raw connections to it.
final class ControlFixture implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  final Path home;
  final Path project;
  final Map<String, String> environment;
  final List<String> warnings = new CopyOnWriteArrayList<>();
  final ControlServer server;

  ControlFixture(Path home) throws IOException {
    this(home, ControlLimits.DEFAULT);
  }

  ControlFixture(Path home, ControlLimits limits) throws IOException {
    this(home, Files.createDirectories(home.resolve("project")), limits, environment(home));
  }

  ControlFixture(Path home, Path project, ControlLimits limits, Map<String, String> environment) {
    this.home = home;
    this.project = project;
    this.environment = environment;
    this.server =
        new ControlServer(new ControlSettings(project, environment, false, limits, warnings::add));
  }

  static Map<String, String> environment(Path home) throws IOException {
    return Map.of(
        "XDG_RUNTIME_DIR",
        Files.createDirectories(home.resolve("runtime")).toString(),
        "XDG_STATE_HOME",
        home.resolve("state").toString());
  }

  /// Starts the server and waits until it can be found.
  ControlInstance start() {
    server.start();
    return ControlInstances.await(project, environment, TIMEOUT).orElseThrow();
  }

  static void await(String condition, BooleanSupplier isMet) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!isMet.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("timed out waiting for " + condition);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  /// A connection that sends and receives text.
  static final class Raw implements AutoCloseable {
    final SocketChannel channel;
    private final Scanner lines;

    Raw(ControlInstance instance) throws IOException {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(instance.socket()));
      lines = new Scanner(Channels.newInputStream(channel), StandardCharsets.UTF_8);
    }

    void send(String text) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    /// The next line; empty at the end of the stream.
    String receive() {
      return lines.hasNextLine() ? lines.nextLine() : "";
    }

    String ask(String request) throws IOException {
      send(request + "\n");
      return receive();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
