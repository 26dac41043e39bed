package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ReadinessProbe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// One attempt of an active probe. Blocks; called by virtual threads.
interface ProbeAttempt {
  /// @param timeout time for the attempt
  /// @throws IOException if the probe has failed for the reason that the exception describes
  Observation attempt(Duration timeout) throws IOException, InterruptedException;

  /// Result of an attempt.
  ///
  /// @param success whether the condition holds
  /// @param text the evidence, or the reason of the failure
  record Observation(boolean success, String text) {}

  /// A connection to the host and port of a printed URL.
  static ProbeAttempt ofUrl(String text) {
    URI url = URI.create(text);
    String host = url.getHost() == null ? "" : url.getHost();
    boolean any = host.isEmpty() || host.equals("0.0.0.0") || host.equals("[::]");
    return timeout -> {
      ProbeConnection.open(any ? "localhost" : host, url.getPort(), timeout).close();
      return new Observation(true, url + " accepts connections");
    };
  }

  static ProbeAttempt of(ReadinessProbe.Tcp probe) {
    String address = probe.host() + ":" + probe.port();
    return timeout -> {
      try {
        ProbeConnection.open(probe.host(), probe.port(), timeout).close();
        return new Observation(true, address + " accepts connections");
      } catch (IOException refused) {
        String cause = IoErrorMessage.of(refused);
        return new Observation(false, address + " accepts no connections (" + cause + ")");
      }
    };
  }

  static ProbeAttempt of(ReadinessProbe.Http probe) {
    return timeout -> {
      try {
        int status = HttpStatusRequest.send(probe, timeout);
        String result = status > 0 ? " returned " + status : " returned no HTTP response";
        return new Observation(probe.accepts(status), probe.url() + result);
      } catch (IOException failed) {
        String cause = IoErrorMessage.of(failed);
        return new Observation(false, probe.url() + " does not respond (" + cause + ")");
      }
    };
  }
}
