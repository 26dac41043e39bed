package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.PtyHost;
import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Measures four children that print 100,000 lines each on a 200x50 terminal: the time from `exec`
/// until all of them are accepted and the last line of the shown process is on the screen, and the
/// CPU time of the program's own processes.
record FirehoseUiCase(ComparedProgram program, InstalledPrograms installed, int turns)
    implements ProgramCase {
  private static final int LINES = 100_000;
  private static final String ROW = "4 x 100,000 lines";
  private static final Metric TIME = Metric.time("firehose.ui", ROW, ReferenceFigure.NONE);
  private static final Metric CPU =
      new Metric(
          "firehose.ui",
          ROW,
          "cpu of a line",
          Unit.NANOS,
          MetricDirection.LOWER,
          ReferenceFigure.NONE);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long POLL_INTERVAL_MILLIS = 5;

  @Override
  public Variant variant() {
    return program.variant();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(TIME, CPU);
  }

  @Override
  public Duration estimate() {
    return Duration.ofSeconds(3);
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    try (FirehoseFiles files = FirehoseFiles.create(LINES);
        SampleProject project = files.project();
        PtyHost host = program.startOnTerminal(project, installed)) {
      long written = awaitWritten(files);
      long shown = host.await("the last line", files::showsLastLine);
      double nanos = Math.max(written, shown) - host.startedNanos();
      double cpu = (double) host.tree().ownUsage().processNanos() / files.count();
      return Map.of(TIME, nanos, CPU, cpu);
    }
  }

  private static long awaitWritten(FirehoseFiles files) throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!files.allWritten()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the children still print after " + TIMEOUT);
      }
      Thread.sleep(POLL_INTERVAL_MILLIS);
    }
    return System.nanoTime();
  }
}
