package dev.brummer.perf.bench.ui;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.IterationPlan;
import dev.brummer.perf.terminal.ComparedProgram;
import dev.brummer.perf.terminal.PtyHost;
import dev.brummer.perf.terminal.SampleProject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Measures the idle cost of showing three silent child processes: writes to the terminal and CPU
/// time of the program with all its descendants.
///
/// The measurement starts once the screen is stable, which takes a minute if process ages are
/// shown. The window lies within one minute of the wall clock because UIs may show the time.
record UiIdleCase(ComparedProgram program, Variant variant) implements BenchCase {
  private static final String SUITE = "ui.idle";
  private static final String ROW = "three children, nothing printed";
  private static final Metric WRITES =
      new Metric(
          SUITE,
          ROW,
          "writes to the terminal a minute",
          Unit.COUNT,
          MetricDirection.LOWER,
          ReferenceFigure.NONE);
  private static final Metric CPU =
      new Metric(SUITE, ROW, "cpu", Unit.PERCENT, MetricDirection.LOWER, ReferenceFigure.NONE);
  private static final Duration AGE_SETTLING_DELAY = Duration.ofSeconds(62);
  private static final Duration SETTLING_DELAY = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final int CHILDREN = 3;

  @Override
  public List<Metric> metrics() {
    return List.of(WRITES, CPU);
  }

  @Override
  public boolean isSingleRound() {
    return true;
  }

  /// Accounts for the wait: in a third of all cases the current minute is too short for the window.
  @Override
  public Duration minDuration() {
    return settlingDelay().plus(WINDOW.multipliedBy(2));
  }

  /// Process ages are shown in seconds during the first minute.
  private Duration settlingDelay() {
    return program == ComparedProgram.BRUMMER ? AGE_SETTLING_DELAY : SETTLING_DELAY;
  }

  @Override
  public CaseResult measure(IterationPlan iterationPlan) {
    return ExternalMeasurement.measure(this::measureWindow);
  }

  private CaseResult measureWindow() throws IOException, InterruptedException {
    try (SampleProject project = SampleProject.of(0, CHILDREN);
        PtyHost host = program.start(project)) {
      host.await("the list", screen -> program.showsAllProcesses(screen, project));
      Thread.sleep(settlingDelay());
      Thread.sleep(delayToFreshMinute(WINDOW.plusSeconds(2)));
      long writes = host.writes();
      Duration cpuTime = host.cpuTime();
      long start = System.nanoTime();
      Thread.sleep(WINDOW);
      double nanos = System.nanoTime() - start;
      double perMinute = (host.writes() - writes) * Duration.ofMinutes(1).toNanos() / nanos;
      double cpu = 100.0 * host.cpuTime().minus(cpuTime).toNanos() / nanos;
      return new CaseResult(Map.of(WRITES, List.of(perMinute), CPU, List.of(cpu)), "");
    }
  }

  private static Duration delayToFreshMinute(Duration window) {
    long minute = Duration.ofMinutes(1).toMillis();
    long remaining = minute - System.currentTimeMillis() % minute;
    return remaining > window.toMillis() ? Duration.ZERO : Duration.ofMillis(remaining + 500);
  }
}
