package dev.brummer.engine.process;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Condition under which a process is ready or alive. How often and how long it is tried is decided
/// by a [ProbeTiming].
public sealed interface ReadinessProbe {
  /// Period until the process is ready, with an automatic period.
  Duration INTERVAL = Duration.ofMillis(250);

  /// Period once the process is ready, with an automatic period. Long, because each request shows
  /// in the server's log.
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
      requirePort(port);
    }
  }

  /// A TCP connection to this address is accepted, whoever listens: for containers and other
  /// servers outside the process tree.
  ///
  /// @param host name or address, such as `localhost`
  record Tcp(String host, int port) implements ReadinessProbe {
    public Tcp {
      requirePort(port);
    }
  }

  /// A GET request for this http or https URL returns the expected status. Redirects are not
  /// followed.
  ///
  /// @param headers headers of the request, which replace the own ones of brummer
  /// @param status expected status, [#BELOW_400] for any from 1 to 399
  record Http(URI url, Map<String, String> headers, int status) implements ReadinessProbe {
    public static final int BELOW_400 = 0;

    public Http {
      headers = Map.copyOf(headers);
      if (status != BELOW_400 && (status < 100 || status > 999)) {
        throw new IllegalArgumentException("status: " + status);
      }
    }

    /// Any status below 400, without further headers.
    public Http(URI url) {
      this(url, Map.of(), BELOW_400);
    }

    /// Whether a response with this status is a success.
    public boolean accepts(int actual) {
      return status == BELOW_400 ? actual > 0 && actual < 400 : actual == status;
    }

    /// The expectation, such as "a status below 400" or "status 204".
    public String expectation() {
      return status == BELOW_400 ? "a status below 400" : "status " + status;
    }
  }

  /// An output line matches. Patterns are compared by their text and flags.
  record Log(Pattern pattern) implements ReadinessProbe {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Log that && LinePatterns.equal(pattern, that.pattern);
    }

    @Override
    public int hashCode() {
      return LinePatterns.hash(pattern);
    }
  }

  /// A command exits with 0. It runs in the directory and environment of the process, without a
  /// shell.
  record Exec(List<String> command) implements ReadinessProbe {
    public Exec {
      command = List.copyOf(command);
    }
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port);
    }
  }
}
