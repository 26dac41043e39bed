package dev.brummer.perf.bench.program;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;

/// Metrics of `startup.*`, and the project that is started: three packages that print a line and
/// sleep.
final class StartupMetrics {
  static final int PACKAGES = 3;

  /// From `exec` to the first line of a child in the pipe.
  static final Metric PIPED_LINE =
      Metric.time("startup.line", "exec to the first line of a child", ReferenceFigure.NONE);

  /// From `exec` to the first line of a child on the screen.
  static final Metric SHOWN_LINE =
      Metric.time("startup.ui", "exec to the first line of a child", ReferenceFigure.NONE);

  /// From `exec` to the screen that lists all processes.
  static final Metric LIST =
      Metric.time("startup.ui", "exec to the list of processes", ReferenceFigure.NONE);

  private StartupMetrics() {}
}
