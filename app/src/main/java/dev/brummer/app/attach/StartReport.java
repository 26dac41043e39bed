package dev.brummer.app.attach;

import dev.brummer.app.control.ControlInstances;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.engine.socket.UnixConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Tells the brummer that has started this one in the background how the start went.
public final class StartReport {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long POLL_INTERVAL_NANOS = 20_000_000;

  private StartReport() {}

  /// Waits until the control channel listens and the processes have been started or have failed,
  /// but not for long, and sends one sentence. Called on a virtual thread.
  ///
  /// @param socket where the other brummer listens
  /// @param started names of the processes to wait for
  public static void send(
      Path socket, Processes processes, Set<String> started, Map<String, String> environment) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    boolean listens = isListening(environment);
    while ((!listens || !areStarted(processes, started)) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
      listens = listens || isListening(environment);
    }
    String text = describe(processes.snapshot(), started, listens);
    try (UnixConnection channel = UnixConnection.connect(socket)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException clientHasGone) {
      return; // the other brummer was ended meanwhile
    }
  }

  private static boolean isListening(Map<String, String> environment) {
    long self = ProcessHandle.current().pid();
    return ControlInstances.all(environment).stream().anyMatch(it -> it.pid() == self);
  }

  private static boolean areStarted(Processes processes, Set<String> names) {
    return processes.snapshot().stream()
        .filter(info -> names.contains(info.name()))
        .noneMatch(info ->
            info.state() instanceof ProcessState.Idle
                || info.state() instanceof ProcessState.Starting);
  }

  static String describe(List<ProcessInfo> all, Set<String> started, boolean listens) {
    List<String> parts = new ArrayList<>();
    for (ProcessInfo info : all) {
      if (started.contains(info.name())) {
        parts.add(info.name() + " " + info.state().label());
      }
    }
    return "brummer runs in the background (pid "
        + ProcessHandle.current().pid()
        + (parts.isEmpty() ? ")" : ", " + String.join(", ", parts) + ")")
        + (listens
            ? ": brummer attach shows it"
            : ", but its control channel does not listen: brummer attach cannot reach it");
  }
}
