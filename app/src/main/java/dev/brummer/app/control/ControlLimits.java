package dev.brummer.app.control;

import java.time.Duration;

/// Limits of a control server.
///
/// @param maxRequestBytes maximum length of a request line
/// @param maxConnections number of connections at the same time
/// @param requestTimeout time for a request line from its first byte to its end
/// @param responseTimeout time that a response may wait for a client that does not read; does not
///   apply to requests that send events
public record ControlLimits(
    int maxRequestBytes, int maxConnections, Duration requestTimeout, Duration responseTimeout) {
  public static final ControlLimits DEFAULT =
      new ControlLimits(1 << 20, 64, Duration.ofSeconds(30), Duration.ofSeconds(30));
}
