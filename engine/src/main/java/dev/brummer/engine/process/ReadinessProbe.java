package dev.brummer.engine.process;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Condition under which a process is ready. Active probes run every [#INTERVAL] until the process
/// is ready, then every [#LIVENESS_INTERVAL]; after [#MAX_FAILURES] failures in a row the process
/// is down. Each attempt times out after [#ATTEMPT_TIMEOUT].
public sealed interface ReadinessProbe {
  Duration INTERVAL = Duration.ofMillis(250);

  /// Long, because each request shows in the server's log.
  Duration LIVENESS_INTERVAL = Duration.ofSeconds(10);

  int MAX_FAILURES = 3;
  Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /// The default: the process tree listens on a TCP port, or the process has printed a local URL
  /// whose port accepts connections. The port is not owned by another managed process. No HTTP
  /// request is sent, because it would appear in the server's log.
  ReadinessProbe INFERRED = new Inferred();

  record Inferred() implements ReadinessProbe {}

  /// The process tree listens on this TCP port.
  record Port(int port) implements ReadinessProbe {
    public Port {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port: " + port);
      }
    }
  }

  /// A GET request for this http URL returns a status below 400.
  record Http(URI url) implements ReadinessProbe {}

  /// An output line matches.
  record Log(Pattern pattern) implements ReadinessProbe {}

  /// A command exits with 0. It runs in the directory and environment of the process, without a
  /// shell.
  record Exec(List<String> command) implements ReadinessProbe {
    public Exec {
      command = List.copyOf(command);
    }
  }
}
