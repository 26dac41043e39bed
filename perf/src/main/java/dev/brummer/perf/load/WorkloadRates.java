package dev.brummer.perf.load;

/// The seed's workload (S32): what happens a second.
final class WorkloadRates {
  /// Children; the last of them is the web server, the others print lines.
  static final int PROCESSES = 8;

  /// Of all processes together.
  static final double LINES = 200;

  static final double EVENTS = 50;

  /// Ten for each process.
  static final double STATUS_CHECKS = 10 * PROCESSES;

  static final double REQUESTS = 25;

  private WorkloadRates() {}
}
