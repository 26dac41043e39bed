package dev.brummer.perf.suite;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// One JMH benchmark method with one set of parameters, measured in its own JVM.
///
/// @param parameters JMH parameters by name, including the design
/// @param threads number of threads that call the method
/// @param singleShot estimated duration of an invocation in single-shot mode; null selects
///   time-based iterations
/// @param jvmOptions JVM options of the fork
/// @param readings metrics to extract from the result
public record JmhCase(
    Class<?> benchmark,
    String method,
    Variant variant,
    Map<String, String> parameters,
    int threads,
    double weight,
    @Nullable Duration singleShot,
    List<String> jvmOptions,
    List<Reading> readings)
    implements BenchCase {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /// A fixed, pre-touched heap. Page faults take up to ten microseconds on some virtual machines
  /// and would be charged to the design that allocates most. Huge pages keep the pre-touching
  /// cheap.
  private static final List<String> HEAP_OPTIONS =
      List.of("-Xmx512m", "-Xms512m", "-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages");

  /// Options of every fork.
  private static final List<String> COMMON_OPTIONS =
      List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

  /// Allocation below this is the profiler's own, some hundredths of a byte per operation.
  private static final double ALLOCATION_NOISE_BYTES = 0.5;

  /// @param secondary name of JMH's secondary result; empty selects the score
  /// @param factor conversion factor to the metric's unit
  record Reading(Metric metric, String secondary, double factor) {}

  public static JmhCase of(Class<?> benchmark, String method, Variant variant, String design) {
    Map<String, String> parameters = Map.of("design", design);
    return new JmhCase(benchmark, method, variant, parameters, 1, 1, null, HEAP_OPTIONS, List.of());
  }

  public JmhCase with(String parameter, Object value) {
    Map<String, String> extended = new TreeMap<>(parameters);
    extended.put(parameter, String.valueOf(value));
    return new JmhCase(
        benchmark, method, variant, extended, threads, weight, singleShot, jvmOptions, readings);
  }

  public JmhCase threads(int callers) {
    return new JmhCase(
        benchmark, method, variant, parameters, callers, weight, singleShot, jvmOptions, readings);
  }

  public JmhCase weight(double weight) {
    return new JmhCase(
        benchmark, method, variant, parameters, threads, weight, singleShot, jvmOptions, readings);
  }

  /// Selects single-shot mode.
  ///
  /// @param estimate estimated duration of an invocation
  public JmhCase singleShot(Duration estimate) {
    return new JmhCase(
        benchmark, method, variant, parameters, threads, weight, estimate, jvmOptions, readings);
  }

  /// Replaces the default options, a fixed heap of 512 MB.
  public JmhCase jvmOptions(List<String> options) {
    return new JmhCase(
        benchmark, method, variant, parameters, threads, weight, singleShot, options, readings);
  }

  /// Reads the score as the time of that many operations.
  public JmhCase time(Metric metric, double operations) {
    return reading(new Reading(metric, "", 1 / operations));
  }

  /// Reads the score as invocations per second of that many units each.
  public JmhCase rate(Metric metric, double units) {
    return reading(new Reading(metric, "", units));
  }

  /// Reads the allocation of that many operations.
  public JmhCase memory(Metric metric, double operations) {
    return reading(new Reading(metric, ALLOCATED, 1 / operations));
  }

  /// Reads a field of an `AuxCounters` class.
  public JmhCase counter(Metric metric, String field) {
    return reading(new Reading(metric, field, 1));
  }

  private JmhCase reading(Reading reading) {
    List<Reading> extended = new ArrayList<>(readings);
    extended.add(reading);
    return new JmhCase(
        benchmark, method, variant, parameters, threads, weight, singleShot, jvmOptions, extended);
  }

  @Override
  public List<Metric> metrics() {
    return readings.stream().map(Reading::metric).toList();
  }

  /// Includes one warm-up iteration.
  @Override
  public Duration minDuration() {
    return singleShot == null
        ? Duration.ZERO
        : singleShot.multipliedBy(IterationPlan.MIN_ITERATIONS + 1);
  }

  @Override
  public CaseResult measure(IterationPlan iterationPlan) {
    RunResult result = run(iterationPlan);
    Map<Metric, List<Double>> samples = new LinkedHashMap<>();
    for (Reading reading : readings) {
      List<Double> values = new ArrayList<>();
      result.getBenchmarkResults().stream()
          .flatMap(fork -> fork.getIterationResults().stream())
          .forEach(shot -> values.add(value(shot, reading)));
      samples.put(reading.metric, values);
    }
    return new CaseResult(samples, json(result));
  }

  private static double value(IterationResult shot, Reading reading) {
    Result<?> result =
        reading.secondary.isEmpty()
            ? shot.getPrimaryResult()
            : shot.getSecondaryResults().get(reading.secondary);
    if (result == null && reading.secondary.equals(ALLOCATED)) {
      // JMH omits the result when nothing was allocated.
      return 0;
    }
    if (result == null) {
      throw new BenchCaseException(
          "JMH returned no " + reading.secondary + " for " + reading.metric.key());
    }
    double score = result.getScore() * reading.factor;
    return reading.secondary.equals(ALLOCATED) && score < ALLOCATION_NOISE_BYTES ? 0 : score;
  }

  private static String json(RunResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private RunResult run(IterationPlan iterationPlan) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
            .threads(threads)
            .forks(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(
                Stream.concat(jvmOptions.stream(), COMMON_OPTIONS.stream()).toArray(String[]::new));
    if (readings.stream().anyMatch(reading -> reading.secondary.equals(ALLOCATED))) {
      options.addProfiler(GCProfiler.class);
    }
    if (singleShot == null) {
      options.warmupIterations(2).warmupTime(time(iterationPlan.warmUp().dividedBy(2)));
      options
          .measurementIterations(iterationPlan.iterations())
          .measurementTime(time(iterationPlan.iterationTime()));
    } else {
      options.mode(Mode.SingleShotTime).warmupIterations(1);
      options.measurementIterations(iterationPlan.iterationsOf(singleShot));
    }
    parameters.forEach((name, value) -> options.param(name, value));
    try {
      return new Runner(options.build()).runSingle();
    } catch (RunnerException e) {
      throw new BenchCaseException("benchmark failed: " + e.getMessage(), e);
    }
  }

  private static TimeValue time(Duration duration) {
    return TimeValue.milliseconds(Math.max(20, duration.toMillis()));
  }
}
