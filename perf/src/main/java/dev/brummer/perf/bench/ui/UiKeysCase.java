package dev.brummer.perf.bench.ui;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.PtyHost;
import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.ExternalMeasurement;
import dev.brummer.perf.suite.IterationPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/// Measures the time from a key press to the screen that shows another process selected.
///
/// A press without effect within the timeout counts as the timeout. A program that hardly responds
/// gets fewer presses. A random pause follows each response because paint intervals are not
/// synchronized with a user.
record UiKeysCase(ComparedProgram program, OutputLoad load, InstalledPrograms installed)
    implements BenchCase {
  private static final Duration KEY_TIMEOUT = Duration.ofSeconds(2);
  private static final long MAX_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MAX_PAUSE_MILLIS = 40;
  private static final long TICK_MILLIS = 60;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int MIN_PRESSES = 60;

  /// Minimum for a program that is too slow for more.
  private static final int MIN_SLOW_PRESSES = 5;

  private static final int MAX_SLOWDOWN = 3;

  /// Output of the child processes during the measurement.
  enum OutputLoad {
    QUIET("nothing is printed", 0),
    FIREHOSE("four children print as fast as they can", 4);

    private final String label;
    private final int floodingProcesses;

    OutputLoad(String label, int floodingProcesses) {
      this.label = label;
      this.floodingProcesses = floodingProcesses;
    }
  }

  private Metric metric(String quantity) {
    return new Metric(
        "ui.keys",
        "key to paint, " + load.label,
        quantity,
        Unit.NANOS,
        MetricDirection.LOWER,
        ReferenceFigure.NONE);
  }

  @Override
  public Variant variant() {
    return program.variant();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(metric("time"), metric("p99"), metric("max"));
  }

  @Override
  public double weight() {
    return 4;
  }

  @Override
  public Duration minDuration() {
    return WARM_UP.plusMillis(MIN_PRESSES * TICK_MILLIS / 2);
  }

  @Override
  public CaseResult measure(IterationPlan iterationPlan) {
    int presses = Math.clamp(iterationPlan.total().toMillis() / TICK_MILLIS, MIN_PRESSES, 500);
    List<Double> times = ExternalMeasurement.measure(() -> press(presses));
    Histogram all = new Histogram(MAX_NANOS, 3);
    times.forEach(time -> all.recordValue(time.longValue()));
    Map<Metric, List<Double>> samples = new LinkedHashMap<>();
    samples.put(metric("time"), times);
    samples.put(metric("p99"), List.of((double) all.getValueAtPercentile(99)));
    samples.put(metric("max"), List.of((double) all.getMaxValue()));
    return new CaseResult(samples, "");
  }

  private List<Double> press(int presses) throws IOException, InterruptedException {
    try (SampleProject project =
            SampleProject.of(load.floodingProcesses, 8 - load.floodingProcesses);
        PtyHost host = program.startOnTerminal(project, installed)) {
      host.await("the list", screen -> program.showsAllProcesses(screen, project));
      Thread.sleep(WARM_UP); // npm starts the scripts
      press(host, presses / 4, 1); // JIT warm-up
      return press(host, presses, MIN_SLOW_PRESSES);
    }
  }

  /// Presses the key that many times; a slow program gets fewer, but at least `minimum`.
  private List<Double> press(PtyHost host, int presses, int minimum) throws InterruptedException {
    List<Double> times = new ArrayList<>();
    long start = System.nanoTime();
    long maxNanos = Duration.ofMillis(MAX_SLOWDOWN * TICK_MILLIS * presses).toNanos();
    while (times.size() < presses
        && (times.size() < minimum || System.nanoTime() - start < maxNanos)) {
      times.add(press(host, times.size() % 2 == 0));
      Thread.sleep(ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS));
    }
    return times;
  }

  private double press(PtyHost host, boolean down) throws InterruptedException {
    String before = program.selectedProcess(host.screenText());
    long pressed = host.sendKeys(program.selectionKey(down));
    long seen = host.await(KEY_TIMEOUT, screen -> !program.selectedProcess(screen).equals(before));
    return seen == 0 ? KEY_TIMEOUT.toNanos() : Math.max(0, seen - pressed);
  }
}
