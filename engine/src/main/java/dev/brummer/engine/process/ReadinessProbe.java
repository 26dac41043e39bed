package dev.brummer.engine.process;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// What has to be seen before a process counts as ready. A probe is tried every [#INTERVAL], and
/// each try gives up after [#ATTEMPT_TIMEOUT].
public sealed interface ReadinessProbe {
  Duration INTERVAL = Duration.ofMillis(250);
  Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /// Nothing was said: its tree listens, or it printed a URL of this machine and somebody who is no
  /// other process of ours listens there. No request is sent: it would show in the log of the
  /// server.
  ReadinessProbe INFERRED = new Inferred();

  record Inferred() implements ReadinessProbe {}

  /// Somebody of its tree listens on this TCP port.
  record Port(int port) implements ReadinessProbe {
    public Port {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port: " + port);
      }
    }
  }

  /// A GET of this http URL is answered with a status below 400.
  record Http(URI url) implements ReadinessProbe {}

  /// A line of its output matches.
  record Log(Pattern pattern) implements ReadinessProbe {}

  /// A command, run in its directory and environment without a shell, exits with 0.
  record Exec(List<String> command) implements ReadinessProbe {
    public Exec {
      command = List.copyOf(command);
    }
  }
}
