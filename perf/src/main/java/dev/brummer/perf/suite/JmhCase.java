package dev.brummer.perf.suite;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// One JMH method with one set of parameters, measured in a virtual machine of its own.
///
/// @param parameters by their JMH names, the design among them
/// @param threads that call the method at once
/// @param singleShot how long a call takes if it is one shot by itself; null: it is called again
///   and again
/// @param jvmOptions options of the virtual machine
/// @param readings what is taken from it
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

  /// Every page of it is there before the first operation: what a fresh page costs is the system's
  /// affair, ten microseconds in some virtual machines, and would otherwise be counted for whoever
  /// allocates most. Huge pages keep that cheap.
  private static final List<String> HEAP_OPTIONS =
      List.of("-Xmx512m", "-Xms512m", "-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages");

  private static final List<String> COMMON_OPTIONS = commonOptions();

  /// What the profiler itself allocates is some hundredths of a byte an operation.
  private static final double ALLOCATION_NOISE_BYTES = 0.5;

  /// Forks load their classes from the image's cache, which takes half of their start; the profiles
  /// recorded there are left out, so that code is compiled by what it does here.
  private static List<String> commonOptions() {
    List<String> options = new ArrayList<>();
    options.add("--sun-misc-unsafe-memory-access=allow");
    options.add("--enable-native-access=ALL-UNNAMED");
    Path cache = Path.of(System.getProperty("brummer.home", ""), "lib", "brummer.aot");
    if (Files.isRegularFile(cache)) {
      options.add("-XX:AOTCache=" + cache);
      options.add("-XX:+UnlockDiagnosticVMOptions");
      options.add("-XX:-AOTReplayTraining");
    }
    return List.copyOf(options);
  }

  /// @param secondary name of JMH's secondary result, empty for the score
  /// @param factor that it is multiplied by to be in the metric's unit
  record Reading(Metric metric, String secondary, double factor) {}

  public static JmhCase of(Class<?> benchmark, String method, Variant variant, String design) {
    Map<String, String> parameters = Map.of("design", design);
    return new JmhCase(benchmark, method, variant, parameters, 1, 1, null, HEAP_OPTIONS, List.of());
  }

  public JmhCase with(String parameter, Object value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(parameter, String.valueOf(value));
    return new JmhCase(
        benchmark, method, variant, more, threads, weight, singleShot, jvmOptions, readings);
  }

  public JmhCase threads(int calling) {
    return new JmhCase(
        benchmark, method, variant, parameters, calling, weight, singleShot, jvmOptions, readings);
  }

  public JmhCase weight(double share) {
    return new JmhCase(
        benchmark, method, variant, parameters, threads, share, singleShot, jvmOptions, readings);
  }

  /// A single-shot benchmark whose call takes about so long.
  public JmhCase singleShot(Duration length) {
    return new JmhCase(
        benchmark, method, variant, parameters, threads, weight, length, jvmOptions, readings);
  }

  /// Other sizes than a fixed heap of 512 MB.
  public JmhCase jvmOptions(List<String> options) {
    return new JmhCase(
        benchmark, method, variant, parameters, threads, weight, singleShot, options, readings);
  }

  /// The score is the time of so many operations.
  public JmhCase time(Metric metric, double operations) {
    return reading(new Reading(metric, "", 1 / operations));
  }

  /// The score is calls a second, of so many units each.
  public JmhCase rate(Metric metric, double units) {
    return reading(new Reading(metric, "", units));
  }

  /// What so many operations allocate together.
  public JmhCase memory(Metric metric, double operations) {
    return reading(new Reading(metric, ALLOCATED, 1 / operations));
  }

  /// The field of an `AuxCounters` class.
  public JmhCase counter(Metric metric, String field) {
    return reading(new Reading(metric, field, 1));
  }

  private JmhCase reading(Reading reading) {
    List<Reading> more = new ArrayList<>(readings);
    more.add(reading);
    return new JmhCase(
        benchmark, method, variant, parameters, threads, weight, singleShot, jvmOptions, more);
  }

  @Override
  public List<Metric> metrics() {
    return readings.stream().map(Reading::metric).toList();
  }

  /// With one to warm up.
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
      // JMH leaves it out where nothing at all was allocated.
      return 0;
    }
    if (result == null) {
      throw new BenchCaseException(
          "JMH gave no " + reading.secondary + " for " + reading.metric.key());
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
      throw new BenchCaseException("it failed: " + e.getMessage(), e);
    }
  }

  private static TimeValue time(Duration duration) {
    return TimeValue.milliseconds(Math.max(20, duration.toMillis()));
  }
}
