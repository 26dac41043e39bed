package dev.brummer.app.command;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.log.LogSessionInfo;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Waits for the next line of a session that another brummer writes. Confined to one thread.
///
/// The other brummer says when it has written one. Without a connection to it, and when the
/// connection ends, the wait is a short pause.
final class LogLineSignal implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private @Nullable ControlClient client;

  private LogLineSignal(@Nullable ControlClient client) {
    this.client = client;
  }

  static LogLineSignal of(LogSessionInfo session) {
    Optional<ControlInstance> writer =
        ControlInstances.all(System.getenv()).stream()
            .filter(instance -> instance.pid() == session.pid())
            .findFirst();
    try {
      return new LogLineSignal(writer.map(ControlClient::connect).orElse(null));
    } catch (UserException refused) {
      return new LogLineSignal(null);
    }
  }

  /// Blocks until a line with this number or a later one has been written, or the writer has ended.
  void await(long number) throws InterruptedException {
    ControlClient connected = client;
    if (connected == null) {
      Thread.sleep(PAUSE_MILLIS);
      return;
    }
    try {
      connected.call("awaitLine", Map.of("number", number), _ -> {}, null);
    } catch (UserException ended) {
      close();
      client = null;
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
