package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.PipedProgram;
import dev.brummer.perf.program.ProgramStart;
import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Measures four children that print 250,000 lines each as fast as they can, into a file: the time
/// from `exec` to the last byte of the output, and the CPU time of the program's own processes.
///
/// Every line must arrive whole and in order. A program that breaks lines is measured all the same,
/// with their number; brummer is not.
///
/// @param program null for `sed`, which puts the names in front of the lines of the same files: the
///   lower bound of the work. It mixes the lines of the four files.
record FirehosePlainCase(@Nullable ComparedProgram program, InstalledPrograms installed, int turns)
    implements ProgramCase {
  static final int LINES = 250_000;
  private static final String ROW = "4 x 250,000 lines";
  private static final Metric TIME = Metric.time("firehose.plain", ROW, ReferenceFigure.NONE);
  private static final Metric CPU = metric("cpu of a line", Unit.NANOS);
  private static final Metric BROKEN = metric("broken lines", Unit.COUNT);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /// The output is complete once it has not grown for this long after the last write.
  private static final Duration SETTLING_DELAY = Duration.ofMillis(400);

  private static final long POLL_INTERVAL_MILLIS = 2;

  private static Metric metric(String quantity, Unit unit) {
    return new Metric(
        "firehose.plain", ROW, quantity, unit, MetricDirection.LOWER, ReferenceFigure.NONE);
  }

  @Override
  public Variant variant() {
    return program == null ? Variant.program("sed") : program.variant();
  }

  @Override
  public List<Metric> metrics() {
    return program == null ? List.of(TIME, CPU) : List.of(TIME, CPU, BROKEN);
  }

  @Override
  public Duration estimate() {
    return Duration.ofMillis(2500);
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    try (FirehoseFiles files = FirehoseFiles.create(LINES);
        SampleProject project = files.project();
        PipedProgram running = start(files, project)) {
      double nanos = awaitOutput(files) - running.awaitStart();
      double cpu = (double) running.tree().ownUsage().processNanos() / files.count();
      if (program == null) {
        return Map.of(TIME, nanos, CPU, cpu);
      }
      double broken = files.count() - files.countWhole();
      if (program == ComparedProgram.BRUMMER && broken > 0) {
        throw new IllegalStateException(
            "%.0f of %d lines were broken, out of order or missing"
                .formatted(broken, files.count()));
      }
      return Map.of(TIME, nanos, CPU, cpu, BROKEN, broken);
    }
  }

  private PipedProgram start(FirehoseFiles files, SampleProject project) throws IOException {
    if (program != null) {
      return program.startPiped(project, installed, files.output());
    }
    List<String> command = List.of("sh", "-c", files.sedCommand());
    return PipedProgram.start(
        new ProgramStart(project.directory(), Map.of(), command), files.output());
  }

  /// Waits until the output is complete.
  ///
  /// @return time of its last growth in `System.nanoTime`
  private static long awaitOutput(FirehoseFiles files) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long grownNanos = start;
    long size = -1;
    boolean written = false;
    while (true) {
      long now = System.nanoTime();
      long current = size(files.output());
      if (current != size) {
        size = current;
        grownNanos = now;
      }
      written = written || files.allWritten();
      if (written && size >= files.bytes() && now - grownNanos > SETTLING_DELAY.toNanos()) {
        return grownNanos;
      }
      if (now - start > TIMEOUT.toNanos()) {
        throw new IllegalStateException(
            "the output has %d of %d bytes after %d s"
                .formatted(size, files.bytes(), TIMEOUT.toSeconds()));
      }
      Thread.sleep(POLL_INTERVAL_MILLIS);
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
