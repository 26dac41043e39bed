package dev.brummer.app.mcp.stdio;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Connects a client on standard input and output to the brummer that runs in a project, and to the
/// next one when that has ended.
public final class StdioBridge {
  private final Path directory;
  private final Map<String, String> environment;
  private final BackgroundStart background;
  private final String version;

  /// The run of the newest connection. Confined to one thread at a time.
  private @Nullable ControlInstance last;

  /// Starts a brummer.
  @FunctionalInterface
  public interface BackgroundStart {
    /// Starts one in the background and waits until it can be reached.
    ///
    /// @param previous a brummer of the project that may still be stopping its processes; null if
    ///   none was seen
    /// @throws UserException if it does not start
    ControlInstance start(
        Path directory, Map<String, String> environment, @Nullable ControlInstance previous)
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

  /// Runs until the client closes the input or stops reading the output.
  public void run(InputStream input, OutputStream stdout) throws IOException, InterruptedException {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    ClientOutput output = new ClientOutput(stdout, () -> end.complete(false));
    RunConnection running = connectRunning(output);
    if (running != null) {
      running.start();
    }
    BridgeSession session = new BridgeSession(() -> connect(output), output, version, running);
    Thread.ofPlatform().daemon().name("mcp-stdin").start(() -> serve(session, input, end));
    await(end);
  }

  private static void serve(
      BridgeSession session, InputStream input, CompletableFuture<Boolean> end) {
    try {
      session.serve(input);
      end.complete(true);
    } catch (IOException | InterruptedException | RuntimeException failure) {
      end.completeExceptionally(failure);
    }
  }

  private static void await(CompletableFuture<Boolean> end)
      throws IOException, InterruptedException {
    try {
      end.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw cause instanceof IOException unreadable ? unreadable : new IOException(cause);
    }
  }

  /// Connects to the run of the project.
  ///
  /// @return null if there is none or it cannot be used: the first call that needs one says why
  private @Nullable RunConnection connectRunning(ClientOutput output) {
    Optional<ControlInstance> running = ControlInstances.find(directory, environment);
    if (running.isEmpty()) {
      return null;
    }
    try {
      return open(running.get(), output);
    } catch (UserException unusable) {
      return null;
    }
  }

  private RunConnection open(ControlInstance running, ClientOutput output) {
    last = running;
    return new RunConnection(ControlClient.connect(running), output);
  }

  /// Connects to the run of the project, or starts one.
  private RunConnection connect(ClientOutput output) throws InterruptedException {
    Optional<ControlInstance> running = ControlInstances.find(directory, environment);
    if (running.isPresent()) {
      try {
        return open(running.get(), output);
      } catch (UserException failed) {
        boolean isEnding = failed.code() == ExitCodes.NOT_RUNNING;
        if (!isEnding) {
          throw failed;
        }
      }
    }
    return open(background.start(directory, environment, last), output);
  }
}
