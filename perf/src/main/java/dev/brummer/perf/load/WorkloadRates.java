package dev.brummer.perf.load;

/// Operations per second of the reference workload (S32).
final class WorkloadRates {
  /// Child processes: the web server and the printers.
  static final int PROCESSES = 8;

  /// Total over all processes.
  static final double LINES = 200;

  static final double EVENTS = 50;

  /// Ten per process.
  static final double STATUS_CHECKS = 10 * PROCESSES;

  static final double REQUESTS = 25;

  private WorkloadRates() {}
}
