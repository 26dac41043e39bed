package dev.brummer.app.control;

import java.util.concurrent.atomic.LongAdder;

/// Counts what a control server accepted, served and refused. Any thread.
public final class ControlStatistics {
  final LongAdder connections = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder errors = new LongAdder();
  final LongAdder refusedUsers = new LongAdder();
  final LongAdder refusedConnections = new LongAdder();
  final LongAdder longRequests = new LongAdder();
  final LongAdder timeouts = new LongAdder();

  /// The counts at one moment.
  ///
  /// @param connections accepted connections
  /// @param requests requests, invalid ones included
  /// @param errors error responses
  /// @param refusedUsers connections of other users
  /// @param refusedConnections connections above the limit
  /// @param longRequests requests above the maximum length
  /// @param timeouts connections closed because a request was incomplete or a response not read
  public record Snapshot(
      long connections,
      long requests,
      long errors,
      long refusedUsers,
      long refusedConnections,
      long longRequests,
      long timeouts) {}

  public Snapshot snapshot() {
    return new Snapshot(
        connections.sum(),
        requests.sum(),
        errors.sum(),
        refusedUsers.sum(),
        refusedConnections.sum(),
        longRequests.sum(),
        timeouts.sum());
  }
}
