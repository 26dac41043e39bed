package dev.brummer.perf.bench;

import dev.brummer.perf.result.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// One JMH method with one set of parameters, measured in a virtual machine of its own.
///
/// @param suite the name of the suite
/// @param benchmark the class with the method
/// @param method the JMH method
/// @param design the value of the parameter `design`
/// @param parameters all others, by their JMH names
/// @param threads that call the method at once
/// @param operations that one call is divided by
/// @param counter name of an `AuxCounters` field to report instead of time, or empty
record JmhCase(
    String suite,
    Class<?> benchmark,
    String method,
    String design,
    Map<String, String> parameters,
    int threads,
    int operations,
    String counter)
    implements Suite.Case {
  /// How long a shot of an average-time benchmark is; single-shot ones take what they take.
  private static final TimeValue SHOT = new TimeValue(200, TimeUnit.MILLISECONDS);

  @Override
  public Fork measure(int shots) {
    RunResult result = run(shots);
    List<Double> values = new ArrayList<>();
    int divisor = counter.isEmpty() ? operations : 1;
    result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(shot ->
            counter.isEmpty() ? shot.getPrimaryResult() : shot.getSecondaryResults().get(counter))
        .forEach(shot -> values.add(shot.getScore() / divisor));
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new Fork(
        suite,
        design,
        label(),
        counter.isEmpty() ? "ns" : "%",
        values,
        bytes == null ? Double.NaN : bytes.getScore() / operations,
        counters(result));
  }

  private static Map<String, Double> counters(RunResult result) {
    Map<String, Double> all = new TreeMap<>();
    result
        .getSecondaryResults()
        .forEach((name, counted) -> {
          if (name.indexOf('.') < 0) {
            all.put(name, counted.getScore());
          }
        });
    return all;
  }

  private Map<String, String> label() {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("method", method);
    if (!counter.isEmpty()) {
      all.put("counter", counter);
    }
    return all;
  }

  private RunResult run(int shots) {
    var options =
        new OptionsBuilder()
            .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
            .param("design", design)
            .threads(threads)
            .forks(1)
            .warmupIterations(shots)
            .warmupTime(SHOT)
            .measurementIterations(shots)
            .measurementTime(SHOT)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .addProfiler(GCProfiler.class)
            .jvmArgs(
                "-Xmx1g",
                "-Xms1g",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED");
    parameters.forEach((name, value) -> options.param(name, value));
    try {
      return new Runner(options.build()).runSingle();
    } catch (RunnerException e) {
      throw new IllegalStateException("the measurement failed: " + e.getMessage(), e);
    }
  }
}
