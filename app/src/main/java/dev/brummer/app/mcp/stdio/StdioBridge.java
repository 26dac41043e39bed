package dev.brummer.app.mcp.stdio;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.control.ControlStream;
import dev.brummer.app.mcp.McpDoors;
import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Connects a client on standard input and output to the brummer that runs in a project.
public final class StdioBridge {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path directory;
  private final Map<String, String> environment;
  private final BackgroundStart background;
  private final String version;

  /// The connection to a brummer that was started for this client.
  private @Nullable ControlClient started;

  /// Starts a brummer.
  @FunctionalInterface
  public interface BackgroundStart {
    /// Starts one in the background and waits until it can be reached.
    ///
    /// @throws UserException if it does not start
    ControlInstance start(Path directory, Map<String, String> environment)
        throws InterruptedException;
  }

  /// @param directory from which the project is searched upwards
  public StdioBridge(
      Path directory, Map<String, String> environment, BackgroundStart background, String version) {
    this.directory = directory;
    this.environment = environment;
    this.background = background;
    this.version = version;
  }

  /// Runs until the client closes the input or the running brummer ends.
  public void run(InputStream input, OutputStream output) throws IOException, InterruptedException {
    ControlClient.preload();
    Optional<ControlInstance> running = ControlInstances.find(directory, environment);
    if (running.isPresent()) {
      try (ControlClient client = ControlClient.connect(running.get())) {
        pump(input, open(client), output);
      }
      return;
    }
    try (StandbyServer standby = new StandbyServer(output, version)) {
      byte[] first = standby.serve(input, this::start);
      if (first != null) {
        handOver(standby, first, input, output);
      }
    }
  }

  /// Starts a brummer and connects to it.
  private void start() throws InterruptedException {
    ControlInstance running = ControlInstances.find(directory, environment).orElse(null);
    if (running == null) {
      running = background.start(directory, environment);
    }
    started = ControlClient.connect(running);
  }

  private static ControlStream open(ControlClient client) {
    return client.upgrade(McpDoors.METHOD, Map.of(), _ -> {});
  }

  private void handOver(StandbyServer standby, byte[] first, InputStream input, OutputStream output)
      throws IOException {
    ControlClient client = started;
    if (client == null) {
      throw new IllegalStateException("handed over without a connection");
    }
    try (client) {
      ControlStream stream = open(client);
      standby.replayHandshake(stream);
      stream.output().write(first);
      pump(input, stream, output);
    }
  }

  /// Copies in both directions until the running brummer has sent everything.
  private static void pump(InputStream input, ControlStream stream, OutputStream output)
      throws IOException {
    Thread.ofPlatform()
        .daemon()
        .name("mcp-stdin")
        .start(() -> {
          try {
            copy(input, stream.output());
            stream.channel().shutdownOutput();
          } catch (IOException closed) {
            return; // the running brummer has ended; the main thread sees that, too
          }
        });
    try {
      copy(stream.input(), output);
    } catch (IOException reset) {
      throw UserException.failure("the connection to the running brummer has ended");
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      to.flush();
    }
  }
}
